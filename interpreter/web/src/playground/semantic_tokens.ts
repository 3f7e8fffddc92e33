// Colours a policy by what the language service says of its words. There is no grammar for the editor: whether a word is a
// keyword depends on where it stands.
import { RangeSetBuilder, StateEffect, StateField, type Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { LSPPlugin, type LSPClient } from '@codemirror/lsp-client'

const wait = 150 // milliseconds after the last change

const replaced = StateEffect.define<DecorationSet>()
const shown = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  // Until new ones come, marks move with the text.
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(replaced)) return effect.value
    return marks.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

// Five numbers a token: lines and characters from the one before, length, type, modifiers.
function decoded(data: number[], types: string[], view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>()
  const { doc } = view.state
  let line = 0
  let character = 0
  for (let i = 0; i + 4 < data.length; i += 5) {
    character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!
    line += data[i]!
    if (line >= doc.lines) break
    const from = doc.line(line + 1).from + character
    const to = Math.min(from + data[i + 2]!, doc.length)
    const declares = (data[i + 4]! & 1) !== 0
    if (from < to) marks.add(from, to, Decoration.mark({ class: `is-${types[data[i + 3]!]}${declares ? ' declares' : ''}` }))
  }
  return marks.finish()
}

export function semanticTokens(client: LSPClient): Extension {
  const asking = ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined
      constructor(private readonly view: EditorView) {
        this.later(0)
      }
      update(update: ViewUpdate): void {
        if (update.docChanged) this.later(wait)
      }
      destroy(): void {
        clearTimeout(this.timer)
      }
      private later(time: number): void {
        clearTimeout(this.timer)
        this.timer = setTimeout(() => void this.ask().catch(() => undefined), time) // a service that is gone colours nothing
      }
      private async ask(): Promise<void> {
        const plugin = LSPPlugin.get(this.view)
        if (plugin === null) return
        await client.initializing
        client.sync()
        const { doc } = this.view.state
        const answer = await client.request<object, { data: number[] } | null>('textDocument/semanticTokens/full', {
          textDocument: { uri: plugin.uri },
        })
        const types = client.serverCapabilities?.semanticTokensProvider?.legend.tokenTypes
        if (answer === null || types === undefined || this.view.state.doc !== doc) return
        this.view.dispatch({ effects: replaced.of(decoded(answer.data, types, this.view)) })
      }
    },
  )
  return [shown, asking]
}
