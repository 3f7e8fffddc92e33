// The notice beside the policy: which clause a place of the policy cites, and where that clause is in the notice. The service
// quotes the clause at each citation; its words are looked up in the notice.
import { EditorView } from '@codemirror/view'

import { markPart, type NoticeEditor, type Part } from './notice_editor.js'
import { policy_uri } from './project.js'
import type { PolicyEditor } from './policy_editor.js'

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

interface Citation extends Part {
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

export class Beside {
  private readonly parts = new Map<string, Part | undefined>() // by clause, of the texts as they are
  private turn = 0

  constructor(
    private readonly policy: PolicyEditor,
    private readonly notice: NoticeEditor,
  ) {}

  forget(): void {
    this.parts.clear()
  }

  private async part(one: Citation): Promise<Part | undefined> {
    if (this.parts.has(one.clause)) return this.parts.get(one.clause)
    const { lsp, view } = this.policy
    const line = view.state.doc.lineAt(one.from)
    lsp.sync()
    const answer = await lsp.request<object, { contents?: { value?: string } } | null>('textDocument/hover', {
      textDocument: { uri: policy_uri },
      position: { line: line.number - 1, character: one.from + 1 - line.from },
    })
    const found = partWithWords(this.notice.view.state.doc.toString(), wordsOfHover(answer?.contents?.value ?? ''))
    this.parts.set(one.clause, found)
    return found
  }

  // The policy's cursor has moved: its clause is marked in the notice.
  async followPolicy(): Promise<void> {
    const turn = ++this.turn
    const { view } = this.policy
    const one = citationAt(view.state.doc.toString(), view.state.selection.main.head)
    const part = one === undefined ? undefined : await this.part(one).catch(() => undefined)
    if (turn === this.turn) markPart(this.notice.view, part, true)
  }

  // The notice's cursor has moved: the first rule that cites the clause there comes into view.
  async followNotice(offset: number): Promise<void> {
    const turn = ++this.turn
    const all = citations(this.policy.view.state.doc.toString())
    let best: { one: Citation; part: Part } | undefined
    for (const one of all) {
      const part = await this.part(one).catch(() => undefined)
      if (turn !== this.turn) return
      if (part === undefined || offset < part.from || part.to < offset) continue
      if (best === undefined || part.to - part.from < best.part.to - best.part.from) best = { one, part }
    }
    markPart(this.notice.view, best?.part, false)
    if (!this.notice.view.hasFocus) return // work goes on in the policy
    if (best === undefined || best.one.to > this.policy.view.state.doc.length) return
    this.policy.view.dispatch({
      selection: { anchor: best.one.from, head: best.one.to },
      effects: EditorView.scrollIntoView(best.one.from, { y: 'center' }),
    })
  }
}
