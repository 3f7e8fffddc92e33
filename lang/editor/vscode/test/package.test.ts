// What the package says and what is there.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const folder = process.env.CEPOL_EXTENSION!
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8')
const manifest = JSON.parse(read('package.json'))
const sources = readdirSync(`${folder}/src/shell`).map((name) => read(`src/shell/${name}`)).join('\n')

test('each text of the package is there in both languages, and none is left over', () => {
  const wanted = new Set([...read('package.json').matchAll(/"%(\w+)%"/g)].map(([, key]) => key))
  for (const name of ['package.nls.json', 'package.nls.zh-cn.json'])
    assert.deepEqual(new Set(Object.keys(JSON.parse(read(name)))), wanted, name)
})

test('each command of the package is registered, and in the palette only for policies', () => {
  const commands: string[] = manifest.contributes.commands.map((one: { command: string }) => one.command)
  for (const command of commands) assert.ok(sources.includes(`registerCommand('${command}'`), command)
  assert.deepEqual(manifest.contributes.menus.commandPalette.map((one: { command: string }) => one.command), commands)
})

test('only the shells know the editor', () => {
  for (const part of ['logic', 'server'])
    for (const name of readdirSync(`${folder}/src/${part}`))
      assert.ok(!/from 'vscode'/.test(read(`src/${part}/${name}`)), `${part}/${name}`)
})

test('brackets and indentation of both kinds of writing', () => {
  const settings = JSON.parse(read('language-configuration.json'))
  const { increaseIndentPattern, decreaseIndentPattern } = settings.indentationRules
  for (const line of ['record person {', '表 人员 ｛', '  study [', 'decision d { # why']) assert.match(line, new RegExp(increaseIndentPattern))
  for (const line of ['define a = 1', '# {', 'example "{"', 'person { id: 1 }']) assert.doesNotMatch(line, new RegExp(increaseIndentPattern))
  for (const line of ['}', '  ]', '｝']) assert.match(line, new RegExp(decreaseIndentPattern))
  const word = new RegExp(settings.wordPattern.pattern, settings.wordPattern.flags)
  assert.equal(word.exec('（申报级别）')![0], '申报级别')
})
