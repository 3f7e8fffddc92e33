// Writes what is made from the lists of the language: the grammar, the snippets; and the icon.
// Usage: node generate.mjs ROOT FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readKeywords, readSnippets } from './definitions.mjs'
import { makeGrammar, makeSnippets } from './grammar.mjs'
import { drawIcon } from './icon.mjs'

const [root, folder] = process.argv.slice(2)
const keywords = readKeywords(readFileSync(`${root}/lang/syntax/keywords.def`, 'utf8'))
const snippets = readSnippets(readFileSync(`${root}/lang/services/snippets.def`, 'utf8'))
mkdirSync(folder, { recursive: true })
const json = (value) => JSON.stringify(value, null, 1) + '\n'
writeFileSync(`${folder}/cepol.tmLanguage.json`, json(makeGrammar(keywords)))
writeFileSync(`${folder}/snippets.json`, json(makeSnippets(snippets, keywords)))
writeFileSync(`${folder}/icon.png`, drawIcon())
