// Citations in the text of a policy, and the words of a clause in the text of its notice.
export interface Part {
  from: number
  to: number
}

const citation = /§[^\s，,、。；;{}"“”#：:|]+/g

// The part of the notice with these words, whatever the blanks and line ends between them, from the beginning of its line.
export function partWithWords(notice: string, words: string): Part | undefined {
  const wanted = words.replace(/\s+/g, '')
  if (wanted === '') return undefined
  const places: number[] = []
  const letters: string[] = []
  for (let i = 0; i < notice.length; ++i) {
    if (/\s/.test(notice[i]!)) continue
    places.push(i)
    letters.push(notice[i]!)
  }
  const packed = letters.join('')
  let length = wanted.length
  let at = packed.indexOf(wanted)
  if (at < 0) {
    length = Math.min(24, length)
    at = packed.indexOf(wanted.slice(0, length))
  }
  if (at < 0) return undefined
  const from = notice.lastIndexOf('\n', places[at]!) + 1 // with its number
  return { from, to: places[at + length - 1]! + 1 }
}

// A hover's text without its signs: "> **§三(一)** 评审学时…" gives the words alone.
export function wordsOfHover(text: string): string {
  const quoted = text.split('\n').filter((line) => line.startsWith('>'))
  return quoted
    .map((line) => line.replace(/^>\s?/, ''))
    .join('\n')
    .replace(/^\s*\*\*[^*]*\*\*/, '')
    .replace(/\\(.)/g, '$1')
    .trim()
}

export interface Citation extends Part {
  clause: string
}

// The citations of a text in their order.
export function citations(text: string): Citation[] {
  return [...text.matchAll(citation)].map((found) => ({
    clause: found[0],
    from: found.index,
    to: found.index + found[0].length,
  }))
}

// The citation that a place of the policy is under: the one it is in, else the last before it on its line or the next after
// it there, else the first of its declaration, which begins at the last line before it without a blank in front.
export function citationAt(text: string, offset: number): Citation | undefined {
  const all = citations(text)
  const within = all.find((one) => one.from <= offset && offset <= one.to)
  if (within !== undefined) return within
  const line_from = text.lastIndexOf('\n', offset - 1) + 1
  const line_to = (text.indexOf('\n', offset) + 1 || text.length + 1) - 1
  const on_line = all.filter((one) => line_from <= one.from && one.from < line_to)
  if (on_line.length > 0) return on_line.filter((one) => one.from < offset).pop() ?? on_line[0]
  let begin = line_from
  while (begin > 0 && /^[\s})\]]/.test(text.slice(begin, begin + 1) || ' ')) begin = text.lastIndexOf('\n', begin - 2) + 1
  const after = text.slice(line_to).search(/\n[^\s})\]]/)
  const end = after < 0 ? text.length : line_to + after
  return all.find((one) => begin <= one.from && one.from < end)
}
