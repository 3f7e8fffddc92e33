// The playground's parts without a browser: which clause a place of a policy cites, where a clause is in a notice, what a
// shared file holds. Usage: node playground_texts_test.mjs ROOT WEB.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const [root, web] = process.argv.slice(2)
if (!existsSync(`${web}/npm/node_modules/esbuild`)) {
  console.log('skipped: dev/web has not installed the tools for pages')
  process.exit(77)
}
const esbuild = createRequire(path.join(web, 'npm/'))('esbuild')
const source = path.join(root, 'interpreter/web/src/playground')
const contents = `export * from '${source}/citations.ts'; export * from '${source}/project.ts'`
const bundle = esbuild.buildSync({ stdin: { contents, resolveDir: source }, bundle: true, write: false, format: 'esm' }).outputFiles[0].text
const { citationAt, citations, partWithWords, wordsOfHover, packProject, unpackProject, noticeName, withoutNotice, shortName } = await import(
  `data:text/javascript,${encodeURIComponent(bundle)}`
)

const text = `# §九 here is only a remark
record person key id {
  id: text
}

decision d for person: a | b cites §一(二), §二 {
  a when x "…" cites §三
  b otherwise
}
define free = 1
requirement r of d cites §4(b) {
  total 3 hours
}
`
const at = (place) => citationAt(text, text.indexOf(place))?.clause
// In a citation: that one. On its line: the last before the place, else the first.
assert.equal(at('一(二)'), '§一(二)')
assert.equal(at(' {\n  a when'), '§二')
assert.equal(at('decision'), '§一(二)')
assert.equal(at('a when x'), '§三')
// Elsewhere: the first of the declaration, and none of another's.
assert.equal(at('b otherwise'), '§一(二)')
assert.equal(at('free'), undefined)
assert.equal(at('id: text'), undefined)
assert.equal(at('total 3'), '§4(b)')
assert.equal(citationAt(text, text.length - 2)?.clause, '§4(b)')
assert.equal(citationAt('', 0), undefined)
// Every place of every policy that comes with cepol has an answer within the text, in little time.
const policies = []
const look = (folder) => {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true }))
    if (entry.isDirectory()) look(`${folder}/${entry.name}`)
    else if (entry.name.endsWith('.cepol')) policies.push(readFileSync(path.join(root, folder, entry.name), 'utf8'))
}
look('policies')
for (const policy of policies)
  for (let offset = 0; offset <= policy.length; offset += 97) {
    const found = citationAt(policy, offset)
    if (found !== undefined) assert.equal(policy.slice(found.from, found.to), found.clause)
  }
for (const one of citations(text)) assert.equal(text.slice(one.from, one.to), one.clause)

// The words of a clause, whatever the blanks and line ends of the notice; with the number before them.
const notice = '前言\r\n\r\n一、时间\r\n\r\n9月30日\n前申报，  逾期不予受理。\n\n二、其他\n'
const part = partWithWords(notice, '时间\n9月30日前申报，逾期不予受理。')
assert.equal(notice.slice(part.from, part.to), '一、时间\r\n\r\n9月30日\n前申报，  逾期不予受理。')
assert.equal(partWithWords(notice, '没有的话'), undefined)
assert.equal(partWithWords(notice, '  '), undefined)
assert.equal(wordsOfHover('> **§三(一)** 凡参加 \\*甲\\* 的\n> 都要\n\nmore'), '凡参加 *甲* 的\n都要')
assert.equal(wordsOfHover('a name'), '')

// What is shared comes back as it was, with any bytes; what is no such file is refused.
const project = {
  policy: text,
  notice: '通知 “ ” \u2028 </script>',
  data: [{ name: '人员.csv', bytes: Uint8Array.from({ length: 70_000 }, (_, i) => i % 256) }],
  last_year: { name: 'old.cepol', text: 'policy old', notice: undefined },
}
assert.deepEqual(unpackProject(packProject(project)), project)
assert.deepEqual(unpackProject(packProject({ ...project, last_year: { path: 'policies/nmg/2017.cepol' } })).last_year, { path: 'policies/nmg/2017.cepol' })
const packed = JSON.parse(packProject(project))
for (const wrong of ['', 'no', 'null', '[]', '3', '{}', { ...packed, kind: 'x' }, { ...packed, policy: 3 }, { ...packed, data: [null] }, { ...packed, data: [{ name: 'x', base64: '§' }] }])
  assert.equal(unpackProject(typeof wrong === 'string' ? wrong : JSON.stringify(wrong)), undefined)

// The name of the notice, in either language; a policy without its line is otherwise the same.
assert.equal(noticeName('政策 a/1 "t" {\n  原文 "通知.txt"\n}'), '通知.txt')
assert.equal(noticeName('policy a/1 "t" {\n  notice "n.txt"\n}'), 'n.txt')
assert.equal(noticeName('# notice "x"\npolicy a/1 "t" {}'), undefined)
assert.equal(withoutNotice('policy a {\n  notice "n.txt"\n  language en\n}'), 'policy a {\n\n  language en\n}')
assert.equal(shortName('# x\npolicy yunze/2026 "t" {'), 'yunze-2026')
assert.equal(shortName(''), 'policy')
console.log('the texts of the playground hold')
