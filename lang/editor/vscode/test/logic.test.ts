// The parts of the extension that know no editor.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marksOf } from '../src/logic/changes'
import { coveredLines, pointText } from '../src/logic/coverage'
import { failureText } from '../src/logic/examples'
import { batches } from '../src/logic/files'
import { allMutations, unnoticed } from '../src/logic/mutations'
import { clausesAt, noticeHtml, rulesOf } from '../src/logic/notice'
import { Ask, Change, Clause, NoticeBeside, Point, Range, Tried } from '../src/logic/protocol'
import { fromServer, toServer } from '../src/logic/uris'
import { languageOf, sayIn } from '../src/logic/words'

const say = sayIn('en')
const range = (line: number, from: number, endLine: number, to: number): Range =>
  ({ start: { line, character: from }, end: { line: endLine, character: to } })
const clause = (label: string, ...cited: [Range, Range, string][]): Clause =>
  ({ label, text: `text of ${label}`, depth: 1, cited: cited.map(([at, rule, name]) => ({ range: at, rule, name })) })

// A rule in lines 10 to 14 that cites 一 in its first line and 二 in line 12; another in 20 that cites 一.
const first = range(10, 0, 14, 1), second = range(20, 0, 20, 30)
const beside: NoticeBeside = { version: 1, notices: [{ of: '', clauses: [
  clause('一', [range(10, 20, 10, 23), first, 'a'], [range(20, 20, 20, 23), second, 'b']),
  clause('二', [range(12, 10, 12, 12), first, 'a']),
  clause('三'),
] }] }

test('the clause of the cursor is the one that its place cites, then those of the rule', () => {
  const at = (line: number, character: number) => clausesAt(beside, { line, character }).map((one) => one.clause)
  assert.deepEqual(at(10, 21), [0, 1])
  assert.deepEqual(at(12, 0), [1, 0], 'the citation that comes in the line')
  assert.deepEqual(at(13, 3), [1, 0], 'the last before the cursor')
  assert.deepEqual(at(20, 0), [0])
  assert.deepEqual(at(16, 0), [], 'between rules')
})

test('a clause leads to each rule that cites it, once', () => {
  const twice = clause('一', [range(10, 20, 10, 23), first, 'a'], [range(12, 1, 12, 2), first, 'a'], [range(20, 1, 20, 2), second, 'b'])
  assert.deepEqual(rulesOf(twice).map((one) => one.name), ['a', 'b'])
})

test('the page of the notice shows texts as texts, and says what nothing cites', () => {
  const html = noticeHtml({ version: 1, notices: [{ of: '', clauses: [{ ...clause('一'), text: '<script>x</script>\n"&' }] }] }, say, 'en', 'n', '')
  assert.ok(!html.includes('<script>x'))
  assert.match(html, /&lt;script&gt;x&lt;\/script&gt;<br>&quot;&amp;/)
  assert.match(html, /no rule cites it/)
  assert.match(html, /default-src 'none'/)
})

test('a line is reached, partly, or not', () => {
  const point = (line: number, reached: boolean, examples: string[] = [], partial?: string): Point =>
    ({ range: range(line, 0, line, 1), kind: 'case', label: 'd', reached, examples, partial })
  const lines = coveredLines({ version: 1, points: [
    point(5, true, ['x']), point(5, false), point(3, false), point(1, true, ['x']), point(7, false, ['x'], 'only seen to hold')] })
  assert.deepEqual(lines.map((one) => [one.line, one.state]), [[1, 'reached'], [3, 'unreached'], [5, 'partly'], [7, 'partly']])
  assert.match(pointText(point(3, false), say), /no example reaches it/)
  assert.match(pointText(point(7, false, ['x'], 'only seen to hold'), say), /only seen to hold/)
})

test('changes are tried in parts until all are, and a cancelled run gives nothing', async () => {
  const all: Tried[] = Array.from({ length: 30 }, (_, i) => ({ name: `m${i}`, owner: 'r', status: i % 3 ? 'detected' : 'undetected', known: i === 3 }))
  let requests = 0
  const ask = (async (_method: string, { from, count }: { from: number; count: number }) => {
    requests += 1
    return { total: all.length, from, tried: all.slice(from, from + count) }
  }) as unknown as Ask
  const seen: number[] = []
  const tried = await allMutations(ask, 'u', (done) => seen.push(done), () => false)
  assert.deepEqual(tried, all)
  assert.deepEqual(seen, [12, 24, 30])
  assert.equal(unnoticed(all).length, 9)
  requests = 0
  assert.equal(await allMutations(ask, 'u', () => undefined, () => requests > 0), undefined)
  assert.equal(requests, 1)
})

test('each changed part is marked where it is, what is gone where it stood', () => {
  const change = (kind: Change['kind'], more: Partial<Change>): Change =>
    ({ kind, subject: 'requirement', name: 'r', oldClauses: [], newClauses: [], details: [], ...more })
  const marks = marksOf({ version: 1, against: 'file:///a/2017.cepol', renames: [], changes: [
    change('changed', { range: first, details: [{ part: 'total', minor: false, before: '90', after: '120', range: range(12, 2, 12, 9) },
      { part: 'must', minor: false, before: 'x' }] }),
    change('added', { range: second }),
    change('removed', { range: range(30, 0, 30, 5), before: 'requirement old' }),
    change('removed', {}),
  ] }, say)
  assert.deepEqual(marks.map((one) => one.kind), ['changed', 'removed', 'added', 'removed'])
  assert.match(marks[0].text, /total: 90 → 120/)
  assert.deepEqual(marks[3].range.start, marks[3].range.end)
})

test('an example that fails says what was expected and what came out', () => {
  const text = failureText({ title: 'e', holds: false, reasons: ['because'], differences: [
    { label: 'd', expected: 'a', got: '' }, { label: 'p', noRow: true }, { label: 'p.c', message: 'no date' }] }, say)
  assert.equal(text, 'd: expected a, got (blank)\nthe example has no row for “p”\np.c: no date\nbecause')
})

test('addresses of other kinds become files and come back', () => {
  for (const uri of ['file:///a/b.cepol', 'vscode-vfs://github/owner/a%20b/2017.cepol', 'memfs:///a.cepol', 'untitled:Untitled-1'])
    assert.equal(fromServer(toServer(uri)), uri)
  assert.match(toServer('vscode-vfs://github/o/r/a.cepol'), /^file:\/\/\/.*\/o\/r\/a\.cepol$/)
})

test('files are handed over in messages of bounded size, those too large not at all', () => {
  const file = (name: string, size: number) => ({ uri: name, text: 'x'.repeat(size) })
  const sent = batches([file('a', 1_500_000), file('b', 1_500_000), file('c', 1_500_000), file('d', 3_000_000), { uri: 'e', text: null }])
  assert.deepEqual(sent.map((one) => one.map(({ uri }) => uri)), [['a', 'b'], ['c', 'e']])
  assert.deepEqual(batches([]), [])
})

test('the language is the one that is set, else that of the editor', () => {
  assert.equal(languageOf('auto', 'zh-cn'), 'zh')
  assert.equal(languageOf('auto', 'de'), 'en')
  assert.equal(languageOf('en', 'zh-cn'), 'en')
})
