// The notice beside the policy: the clause that the policy's cursor is at is marked in the notice, and the other way round.
// The service quotes the clause at each citation; its words are looked up in the notice.
import { EditorView } from '@codemirror/view'

import { citationAt, citations, partWithWords, wordsOfHover, type Citation, type Part } from './citations.js'
import { markPart, type NoticeEditor } from './notice_editor.js'
import { policy_uri } from './project.js'
import type { PolicyEditor } from './policy_editor.js'

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
