// What the extension asks of the server, and what it makes of the answers: with the native program, and with the module
// that is bundled, where it was built.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { marksOf } from '../src/logic/changes'
import { coveredLines } from '../src/logic/coverage'
import { allMutations } from '../src/logic/mutations'
import { clausesAt, noticeHtml, rulesOf } from '../src/logic/notice'
import { Boundaries, Changes, Coverage, ExampleResult, Examples, NoticeBeside } from '../src/logic/protocol'
import { sayIn } from '../src/logic/words'
import { transportOf } from '../src/server/port_transport'
import { Session, sessionOf, startNative } from './native'

const root = process.env.CEPOL_ROOT!, extension = process.env.CEPOL_BUNDLE!
const say = sayIn('en')
const address = (file: string) => pathToFileURL(`${root}/policies/${file}`).href
const read = (file: string) => readFileSync(`${root}/policies/${file}`, 'utf8')
const policy = 'nmg/2017.cepol', amendment = 'examples/nmg-2018.cepol'

const reliesOnFiles = { native: true, bundled: false }
type Kind = keyof typeof reliesOnFiles

async function start(kind: Kind): Promise<Session> {
  if (kind === 'native') return startNative()
  const worker = new Worker(`${extension}/dist/worker_node.js`)
  after(() => void worker.terminate())
  worker.postMessage({ module: readFileSync(`${extension}/dist/cepol.wasm`) })
  const { reader, writer } = transportOf(worker)
  const session = await sessionOf(reader, writer, () => void worker.terminate())
  const files = ['nmg/2017.cepol', 'nmg/2017.txt', 'examples/nmg-2018.cepol', 'examples/nmg-2018.txt']
    .filter((file) => existsSync(`${root}/policies/${file}`)).map((file) => ({ uri: address(file), text: read(file) }))
  await session.notify('cepol/files', { files })
  return session
}

async function wholeSession(kind: Kind) {
  const session = await start(kind)
  const uri = address(policy), textDocument = { uri }
  const text = read(policy)
  await session.open(uri, text)
  assert.deepEqual(await session.published(uri, 1), [])

  await session.change(uri, text.replace('申报级别 是 初级', '申报级 是 初级'), 2)
  const [problem] = await session.published(uri, 2)
  assert.equal(problem.code, 'E0201')
  await session.change(uri, text, 3)
  assert.deepEqual(await session.published(uri, 3), [])

  // The notice beside the policy, both ways.
  const beside = await session.ask<NoticeBeside>('cepol/notice', { textDocument })
  const lines = text.split('\n')
  const line = lines.findIndex((one) => one.startsWith('减免 近龄减免'))
  const [place] = clausesAt(beside, { line, character: 0 })
  const clause = beside.notices[place.notice].clauses[place.clause]
  assert.equal(clause.label, '三(四)')
  assert.ok(rulesOf(clause).some((one) => one.rule.start.line === line && one.name === '近龄减免'))
  assert.ok(beside.notices[0].clauses.some((one) => one.computesNothing))
  assert.match(noticeHtml(beside, say, 'en', 'n', ''), /id="c0-0"/)

  // Examples and what they reach.
  const { examples } = await session.ask<Examples>('cepol/examples', { textDocument })
  assert.ok(examples.length > 100)
  const results = await session.ask<ExampleResult[]>('workspace/executeCommand', { command: 'cepol.runExamples', arguments: [uri] })
  assert.deepEqual(results.map((one) => one.title), examples.map((one) => one.title))
  assert.ok(results.every((one) => one.holds))
  const coverage = await session.ask<Coverage>('cepol/coverage', { textDocument })
  const covered = coveredLines(coverage)
  assert.ok(covered.some((one) => one.line >= line && one.line < line + 8 && one.state === 'reached'))

  // Authors' commands.
  const tried = await allMutations((method, params) => session.ask(method, { ...params, count: 4 }), uri, () => undefined, (() => {
    let asked = 0
    return () => ++asked > 2
  })())
  assert.equal(tried, undefined, 'stopped after two parts')
  const part = await session.ask<{ tried: { status: string }[] }>('cepol/mutations', { textDocument, from: 0, count: 6 })
  assert.ok(part.tried.some((one) => one.status === 'detected'))
  const page = await session.ask<{ html: string }>('cepol/page', { textDocument })
  assert.match(page.html, /近龄减免/)

  // The amendment, compared with what it amends.
  const amended = address(amendment)
  await session.open(amended, read(amendment))
  assert.deepEqual((await session.published(amended, 1)).filter((one) => one.severity === 1), [])
  const changes = await session.ask<Changes>('cepol/changes', { textDocument: { uri: amended } })
  assert.match(changes.against, /nmg\/2017\.cepol$/)
  const marks = marksOf(changes, say)
  assert.ok(marks.length > 5)
  assert.ok(marks.some((one) => /170 学时 → 220 学时/.test(one.text)), marks.map((one) => one.text).join('\n'))
  await session.close()
}

test('a session with the native program', () => wholeSession('native'))

test('a session with the bundled server', { skip: existsSync(`${extension}/dist/cepol.wasm`) ? false : 'the module has not been built: dev/web' },
  () => wholeSession('bundled'))

test('examples are proposed for a policy that has none', async () => {
  const session = await startNative()
  const uri = 'file:///nowhere/one.cepol'
  await session.open(uri, 'policy t/one "t" { language en }\nrecord person key id { id: text\n  age: number >= 0 <= 99 }\n' +
    'decision d for person: a | b { a when age >= 50\n  b otherwise }\n')
  await session.published(uri, 1)
  const found = await session.ask<Boundaries>('cepol/boundaries', { textDocument: { uri } })
  assert.match(found.text, /age: 49/)
  assert.match(found.text, /age: 50/)
  await session.close()
})
