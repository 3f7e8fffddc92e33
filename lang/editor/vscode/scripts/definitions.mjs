// Reads the lists of the language: lang/syntax/keywords.def, in its sections, and lang/services/snippets.def.

// The text of a C string literal.
const literal = (text) => JSON.parse(text)
const quoted = '("(?:[^"\\\\]|\\\\.)*")'

// { section, id, en, zh, reservation } in the order of the list; a section is what `// ----` says.
export function readKeywords(text) {
  const row = new RegExp(`^KEYWORD\\((\\w+), ${quoted}, ${quoted}, (\\w+)\\)`)
  const keywords = []
  let section = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('// ----')) section = line.slice('// ----'.length).trim()
    const found = row.exec(line)
    if (found) keywords.push({ section, id: found[1], en: literal(found[2]), zh: literal(found[3]), reservation: found[4] })
    else if (line.startsWith('KEYWORD(')) throw new Error(`a row of keywords.def that is not understood: ${line}`)
  }
  return keywords
}

// { keyword, zh, en }: the bodies, as editors write snippets.
export function readSnippets(text) {
  const row = new RegExp(`^SNIPPET\\((\\w+), ${quoted}, ${quoted}\\)`)
  const snippets = []
  for (const line of text.split('\n')) {
    const found = row.exec(line)
    if (found) snippets.push({ keyword: found[1], zh: literal(found[2]), en: literal(found[3]) })
    else if (line.startsWith('SNIPPET(')) throw new Error(`a row of snippets.def that is not understood: ${line}`)
  }
  return snippets
}
