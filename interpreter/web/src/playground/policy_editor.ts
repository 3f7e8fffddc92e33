// The editor of the policy, with the language service behind it in a worker of its own: a long run elsewhere does not hold it
// up, and its end takes nothing away.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { languageServerExtensions, LSPClient, type Transport } from '@codemirror/lsp-client'

import type { Client } from '../client.js'
import { newClient } from '../clerk/work.js'
import { language, say } from '../language.js'
import { phrases } from './phrases.js'
import { problems } from './problems.js'
import { folder, policy_uri } from './project.js'
import { semanticTokens } from './semantic_tokens.js'

export interface PolicyEditor {
  view: EditorView
  lsp: LSPClient
  put(name: string, text: string): void // a file beside the policy, such as its notice
  remove(name: string): void
  speak(): void // in the language of the moment
}

// The messages of one session with the service.
function transport(worker: Client): Transport & { begin(): void } {
  const handlers = new Set<(value: string) => void>()
  return {
    begin() {
      worker.onMessages = (messages) => {
        for (const message of messages) for (const handler of handlers) handler(message)
      }
    },
    send: (message) => void worker.send(message).catch(() => undefined), // told by onServiceEnded
    subscribe: (handler) => void handlers.add(handler),
    unsubscribe: (handler) => void handlers.delete(handler),
  }
}

export function policyEditor(
  parent: HTMLElement,
  changed: () => void,
  moved: (view: EditorView) => void,
  ended: (why: string | undefined) => void, // undefined: it goes on
): PolicyEditor {
  const worker = newClient()
  let stopped = false
  const lsp = new LSPClient({
    rootUri: `file:///${folder}`,
    timeout: 10_000,
    extensions: [problems(), ...languageServerExtensions()], // the first that takes a message has it
    unhandledNotification: () => undefined,
  })
  const begin = () => {
    if (lsp.connected) lsp.disconnect()
    stopped = false
    void worker.openService(language()).catch((error: Error) => stop(error.message))
    const messages = transport(worker)
    messages.begin()
    lsp.connect(messages)
    void lsp.initializing.catch(() => undefined)
  }
  // It goes on at the next change: this text may have ended it.
  const stop = (why: string) => {
    if (stopped) return
    stopped = true
    if (lsp.connected) lsp.disconnect()
    ended(why)
  }
  worker.onServiceEnded = stop

  const words = new Compartment()
  const spoken = () => [
    phrases(),
    EditorView.contentAttributes.of({ 'aria-label': say('政策', 'Policy'), spellcheck: 'false' }),
  ]
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }), // fonts lack them
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        EditorView.lineWrapping,
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        words.of(spoken()),
        lsp.plugin(policy_uri, 'cepol'),
        semanticTokens(lsp),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            if (stopped) {
              begin()
              ended(undefined)
            }
            changed()
          }
          if (update.docChanged || (update.selectionSet && update.view.hasFocus)) moved(update.view)
        }),
      ],
    }),
  })
  begin()

  const look_again = () => {
    if (stopped) return
    lsp.sync()
    lsp.notification('workspace/didChangeWatchedFiles', { changes: [] })
  }
  return {
    view,
    lsp,
    put(name, text) {
      worker.put(name, new TextEncoder().encode(text))
      look_again()
    },
    remove(name) {
      worker.remove(name)
      look_again()
    },
    speak() {
      view.dispatch({ effects: words.reconfigure(spoken()) })
      begin()
    },
  }
}

export function replaceText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true })
}
// The place that a message has: line and column from 1; columns are characters.
export function goTo(view: EditorView, line: number, column: number): void {
  const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines))
  const within = [...at.text].slice(0, Math.max(column - 1, 0)).join('').length
  view.dispatch({ selection: { anchor: at.from + within }, effects: EditorView.scrollIntoView(at.from, { y: 'center' }) })
  view.focus()
}
