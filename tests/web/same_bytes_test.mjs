// What the modules of WebAssembly write is what the program writes, byte for byte: every command that pages use, on every
// policy with a sample; the clerk's page has a module of its own. Usage: node same_bytes_test.mjs CEPOL ROOT WEB (dev/web's folder).
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [cepol, root, web] = process.argv.slice(2)
if (!existsSync(`${web}/clerk.wasm`)) {
  console.log('skipped: dev/web has not made the modules')
  process.exit(77)
}
const { MemoryFiles, run } = await import(pathToFileURL(`${web}/module.mjs`))
const module = (name) => new WebAssembly.Module(readFileSync(`${web}/${name}.wasm`))
const whole = module('cepol'), clerk = module('clerk')
const clerks = ['eval', 'explain', 'letter', 'tables', 'data']

// Both work in a folder with the policies and the standard library in it.
const folder = mkdtempSync(path.join(tmpdir(), 'cepol-web-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const name of ['policies', 'stdlib']) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
const below = (at) =>
  readdirSync(path.join(folder, at)).flatMap((name) => {
    const inner = path.posix.join(at, name)
    return statSync(path.join(folder, inner)).isDirectory() ? below(inner) : [inner]
  })
const files = new MemoryFiles()
for (const name of [...below('policies'), ...below('stdlib')]) files.put(name, readFileSync(path.join(folder, name)))
files.folder('out')

const now = new Date()
const two = (number) => String(number).padStart(2, '0')
const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`

let compared = 0
function compare(words, outputs = []) {
  rmSync(path.join(folder, 'out'), { recursive: true, force: true })
  mkdirSync(path.join(folder, 'out'))
  const native = spawnSync(cepol, [...words, '--lang', 'zh'], {
    cwd: folder,
    env: { PATH: process.env.PATH, CEPOL_STDLIB: 'stdlib', TZ: process.env.TZ ?? '' },
    maxBuffer: 1 << 28,
  })
  const here = run(clerks.includes(words[0]) ? clerk : whole, files, [...words, '--lang', 'zh'], { today, language: 'zh' })
  const what = words.join(' ')
  assert.equal(here.status, native.status, `${what}: exit status\n${here.err}\n${native.stderr}`)
  assert.equal(here.out, native.stdout.toString(), what)
  assert.equal(here.err, native.stderr.toString(), what)
  for (const output of outputs) {
    const names = statSync(path.join(folder, output)).isDirectory() ? below(output) : [output]
    for (const name of names) {
      const bytes = Buffer.from(files.get(name) ?? [])
      assert.ok(bytes.equals(readFileSync(path.join(folder, name))), `${what}: ${name}`)
      files.remove(name)
    }
    files.remove(output) // where it is a folder
  }
  compared += 1 + outputs.length
}

const policies = below('policies').filter((name) => name.endsWith('.cepol'))
let samples = 0
for (const policy of policies) {
  compare(['check', policy])
  compare(['tables', policy, '--format', 'json'])
  compare(['doc', policy, '-o', 'out/doc.html'], ['out/doc.html'])
  for (const sample of [policy.replace(/\.cepol$/, '-sample'), policy.replace(/\.cepol$/, '-sample-bad')]) {
    if (!existsSync(path.join(folder, sample))) continue
    ++samples
    for (const format of ['json', 'ndjson', 'html', 'xlsx'])
      compare(['eval', policy, sample, '-o', `out/results.${format}`], [`out/results.${format}`])
    compare(['eval', policy, sample])
    compare(['eval', policy, sample, '-o', 'out/csv', '--output-encoding', 'utf-8-bom'], ['out/csv'])
    compare(['eval', policy, sample, '--readings', 'all'])
    compare(['tables', policy, sample, '--format', 'json'])
    compare(['data', policy, sample, '--format', 'json'])
    compare(['data', policy, sample, '-o', 'out/list.xlsx'], ['out/list.xlsx'])
    // Some people of the table that is decided first.
    const [out, other] = [whole, clerk].map((one) => run(one, files, ['eval', policy, sample, '--format', 'json'], { today, language: 'zh' }).out)
    assert.equal(out, other)
    const results = JSON.parse(out)
    const rows = Object.values(results)[0]
    for (const row of [rows[0], rows[rows.length >> 1], rows.at(-1)]) {
      const key = Object.values(row)[0]
      compare(['explain', policy, sample, key, '-o', 'out/one.html'], ['out/one.html'])
      compare(['explain', policy, sample, key, '--format', 'json'])
      compare(['letter', policy, sample, key, '-o', 'out/one.docx'], ['out/one.docx'])
      compare(['letter', policy, sample, key, '-o', 'out/letter.html'], ['out/letter.html'])
    }
  }
}
// What cannot be read is told in the same words; nothing is left behind.
compare(['eval', 'policies/nmg/2017.cepol', 'policies/nmg/2017-sample/人员.csv'])
compare(['eval', 'policies/nmg/2017.cepol', 'missing'])
compare(['eval', 'policies/nmg/2017.cepol', 'policies/nmg/2017-sample', '--format', 'docx'])
compare(['nonsense'])
assert.deepEqual(files.list('out'), [])
assert.ok(samples >= 15 && compared > 500, `${samples} samples, ${compared} comparisons`)
console.log(`${compared} outputs of ${policies.length} policies and ${samples} samples are the same`)
