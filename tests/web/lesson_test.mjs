// The lesson of the playground: both languages have the same steps, and every step's policy checks without errors and its
// examples pass; the last leaves no clause over and applies to its roster. Usage: node lesson_test.mjs ROOT WEB.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [root, web] = process.argv.slice(2)
const module_file = [`${web}/cepol.wasm`, process.env.CEPOL_WASM ?? ''].find((file) => existsSync(file))
if (!existsSync(`${web}/module.mjs`) || module_file === undefined) {
  console.log('skipped: dev/web has not made the module')
  process.exit(77)
}
const { MemoryFiles, run } = await import(pathToFileURL(`${web}/module.mjs`))
const module = new WebAssembly.Module(readFileSync(module_file))
const lesson = path.join(root, 'interpreter/web/src/playground/lesson')

const steps = (language) => readdirSync(path.join(lesson, language)).filter((name) => name.endsWith('.cepol')).sort()
assert.deepEqual(steps('zh'), steps('en'), 'both languages have the same steps')
assert.ok(steps('zh').length >= 6)
const sources = ['zh', 'en'].map((language) => readFileSync(path.join(lesson, `${language}.ts`), 'utf8'))
for (const source of sources) assert.equal(source.match(/^ {6}task:/gm).length, steps('zh').length, 'a text for every step')
assert.deepEqual(...sources.map((source) => source.match(/panel: '\w+'/g)), 'the same tab at every step')

for (const language of ['zh', 'en']) {
  const files = new MemoryFiles()
  for (const name of readdirSync(path.join(lesson, language))) files.put(`own/${name}`, readFileSync(path.join(lesson, language, name)))
  const told = (...words) => {
    const ran = run(module, files, words, { today: '2026-11-30', language })
    return { status: ran.status, text: ran.out + ran.err }
  }
  let examples = 0
  for (const step of steps(language)) {
    const checked = told('check', `own/${step}`)
    assert.match(checked.text, /错误 0 处，提醒 0 处|0 errors, 0 warnings/, `${language}/${step}: ${checked.text}`)
    const tested = told('test', `own/${step}`)
    assert.match(tested.text, /不通过 0 个| 0 failed/, `${language}/${step}: ${tested.text}`)
    const now = Number(/示例 (\d+) 个|(\d+) examples/.exec(tested.text).slice(1).find(Boolean))
    assert.ok(now >= examples, `${language}/${step}: examples are added, never lost`)
    examples = now
  }
  const last = steps(language).at(-1)
  assert.equal(told('check', `own/${last}`).status, 0, 'no clause is left over')
  const roster = readdirSync(path.join(lesson, language)).find((name) => name.endsWith('.csv'))
  const applied = told('eval', `own/${last}`, `own/${roster}`, '--format', 'json')
  assert.equal(applied.status, 0, applied.text)
  assert.ok(applied.text.includes(language === 'zh' ? '待定' : 'undetermined'))
}
console.log('the lesson holds')
