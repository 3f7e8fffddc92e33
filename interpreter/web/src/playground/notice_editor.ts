// The pane of the notice: a text that can be changed, with the clause marked that the policy's cursor is at.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, keymap, type DecorationSet } from '@codemirror/view'

import { say } from '../language.js'
import type { Part } from './citations.js'
import { phrases } from './phrases.js'

const marked = StateEffect.define<Part | undefined>()
const mark = Decoration.mark({ class: 'clause' })
export const markedPart = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(marked)) return effect.value === undefined ? Decoration.none : Decoration.set([mark.range(effect.value.from, effect.value.to)])
    return marks.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

export interface NoticeEditor {
  view: EditorView
  speak(): void
}

export function noticeEditor(parent: HTMLElement, changed: () => void, moved: (offset: number) => void): NoticeEditor {
  const words = new Compartment()
  const spoken = () => [
    phrases(),
    EditorView.contentAttributes.of({ 'aria-label': say('通知原文', 'The notice'), spellcheck: 'false' }),
  ]
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        history(),
        search({ top: true }),
        EditorView.lineWrapping,
        keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        words.of(spoken()),
        markedPart,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed()
          else if (update.selectionSet && update.view.hasFocus) moved(update.state.selection.main.head)
        }),
      ],
    }),
  })
  return { view, speak: () => view.dispatch({ effects: words.reconfigure(spoken()) }) }
}

export function markPart(view: EditorView, part: Part | undefined, scroll: boolean): void {
  const effects: StateEffect<unknown>[] = [marked.of(part)]
  if (part !== undefined && scroll) effects.push(EditorView.scrollIntoView(part.from, { y: 'nearest', yMargin: 60 }))
  view.dispatch({ effects })
}
