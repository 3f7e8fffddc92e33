// The grammar and snippets that are made from the lists of the language, on the policies that come with cepol.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { readKeywords, readSnippets } from '../scripts/definitions.mjs'
import { makeGrammar, makeSnippets } from '../scripts/grammar.mjs'
import { startNative } from './native'

const root = process.env.CEPOL_ROOT!
const require = createRequire(`${process.env.CEPOL_NPM}/`)
const oniguruma = require('vscode-oniguruma')
const textmate = require('vscode-textmate')
const keywords = readKeywords(readFileSync(`${root}/lang/syntax/keywords.def`, 'utf8'))
const snippets = readSnippets(readFileSync(`${root}/lang/services/snippets.def`, 'utf8'))

async function grammar() {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')))
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(JSON.stringify(makeGrammar(keywords)), 'cepol.json'),
  })
  return registry.loadGrammar('source.cepol')
}
// The scope of each coloured piece of a text, as "line:character:length" -> innermost scope.
function scopes(made: any, text: string) {
  const found = new Map<string, string>()
  let stack = textmate.INITIAL
  text.split('\n').forEach((line, number) => {
    const { tokens, ruleStack } = made.tokenizeLine(line, stack)
    stack = ruleStack
    for (const one of tokens)
      if (one.scopes.length > 1) found.set(`${number}:${one.startIndex}:${one.endIndex - one.startIndex}`, one.scopes.at(-1))
  })
  return found
}
const policies = readdirSync(`${root}/policies`, { withFileTypes: true }).filter((one) => one.isDirectory())
  .flatMap((one) => readdirSync(`${root}/policies/${one.name}`).filter((name) => name.endsWith('.cepol'))
    .map((name) => `${root}/policies/${one.name}/${name}`))

test('every keyword and snippet of the lists is read', () => {
  assert.ok(keywords.length > 120)
  assert.ok(snippets.length > 15)
  assert.deepEqual(keywords.find((one) => one.id === 'at_most'), { section: 'their parts', id: 'at_most', en: 'at most', zh: '不超过', reservation: 'ends' })
  assert.equal(Object.keys(makeSnippets(snippets, keywords)).length, 2 * snippets.length)
  const [of] = Object.values(makeSnippets(snippets, keywords)) as { body: string[] }[]
  assert.ok(of.body.every((line) => !line.includes('\n')))
})

test('what is coloured as what', async () => {
  const made = await grammar()
  const text = [
    '# 说明', '定义 「是 否」 针对 人员 = 若 年龄 >= 60 则 是 否则 否', 'requirement regular of renewal cites §1, §2(a) {', '  window last 3 years to 2020',
    '  总量: 数', '  适用 2024-01-01 至 2024-12-31', '示例 "# 不是注释" {', '  当不是词 是 甲'].join('\n')
  const found = scopes(made, text)
  const at = (piece: string) => {
    const line = text.split('\n').findIndex((one) => one.includes(piece))
    return found.get(`${line}:${text.split('\n')[line].indexOf(piece)}:${piece.length}`)
  }
  assert.equal(at('# 说明'), 'comment.line.number-sign.cepol')
  assert.equal(at('定义'), 'keyword.control.cepol')
  assert.equal(at('「是 否」'), 'entity.name.cepol')
  assert.equal(at('否则'), 'keyword.other.cepol')
  assert.equal(at('>='), 'keyword.operator.cepol')
  assert.equal(at('regular'), 'entity.name.cepol')
  assert.equal(at('§2(a)'), 'entity.other.attribute-name.clause.cepol')
  assert.equal(at('window'), 'keyword.other.cepol')
  assert.equal(at('总量'), undefined, 'a column of that name')
  assert.equal(at('数'), 'support.type.cepol')
  assert.equal(at('2024-01-01'), 'constant.numeric.date.cepol')
  assert.equal(at('"# 不是注释"'), 'string.quoted.double.cepol')
  assert.equal(at('当不是词'), undefined, 'a name that begins with a keyword')
})

test('on the shipped policies what the grammar calls a keyword is one, and most keywords are called so', async () => {
  const made = await grammar()
  const native = await startNative()
  let right = 0, wrong = 0, missed = 0
  const mistakes: string[] = []
  for (const file of policies) {
    const text = readFileSync(file, 'utf8')
    const uri = pathToFileURL(file).href
    native.open(uri, text)
    const { data } = await native.ask<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument: { uri } })
    const real = new Map<string, string>()
    for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
      character = data[i] === 0 ? character + data[i + 1] : data[i + 1]
      line += data[i]
      real.set(`${line}:${character}:${data[i + 2]}`, native.tokenTypes[data[i + 3]])
    }
    const coloured = scopes(made, text)
    for (const [place, scope] of coloured) {
      if (!scope.startsWith('keyword.other') && !scope.startsWith('keyword.control')) continue
      const [line, character, length] = place.split(':').map(Number)
      const word = text.split('\n')[line].slice(character, character + length)
      // A keyword of several words is one token here and perhaps several there.
      const is = real.get(place) ?? [...real].find(([key]) => key.startsWith(`${line}:${character}:`))?.[1]
      if (is === 'keyword') right += 1
      else {
        wrong += 1
        if (mistakes.length < 12) mistakes.push(`${file}:${line + 1} ${word} is ${is}`)
      }
    }
    for (const [place, type] of real) if (type === 'keyword' && !coloured.get(place)?.startsWith('keyword') && !coloured.get(place)?.startsWith('support')) missed += 1
  }
  await native.close()
  console.log(`keywords: ${right} right, ${wrong} wrong, ${missed} left to the server`)
  assert.ok(right > 4000, `${right}`)
  assert.ok(wrong * 200 < right, `${wrong} of ${right + wrong}:\n${mistakes.join('\n')}`)
  assert.ok(missed < right, `${missed} missed of ${right + missed}`)
})
