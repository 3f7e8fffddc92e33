// Problems while typing, each with the corrections that the service suggests for it.
import { setDiagnostics, type Action, type Diagnostic } from '@codemirror/lint'
import { LSPPlugin, type LSPClient, type LSPClientExtension } from '@codemirror/lsp-client'
import type { EditorView } from '@codemirror/view'

interface Place {
  line: number
  character: number
}
interface Range {
  start: Place
  end: Place
}
interface Problem {
  range: Range
  message: string
  severity?: number
}
interface Correction {
  title: string
  diagnostics?: Problem[]
  edit?: { changes?: Record<string, { range: Range; newText: string }[]> }
}

const severities = ['error', 'error', 'warning', 'info', 'hint'] as const

const same = (a: Problem, b: Problem): boolean =>
  a.message === b.message && JSON.stringify([a.range.start, a.range.end]) === JSON.stringify([b.range.start, b.range.end])

function publish(client: LSPClient, params: { uri: string; version?: number; diagnostics: Problem[] }): boolean {
  const file = client.workspace.getFile(params.uri)
  const view = file?.getView()
  const plugin = view && LSPPlugin.get(view)
  // Of a text that has changed since, another answer comes.
  if (!file || !view || !plugin || (params.version !== undefined && params.version !== file.version)) return true
  const offset = (place: Place) => plugin.unsyncedChanges.mapPos(plugin.fromPosition(place, plugin.syncedDoc))
  const shown: Diagnostic[] = params.diagnostics.map((one) => ({
    from: offset(one.range.start),
    to: offset(one.range.end),
    severity: severities[one.severity ?? 1] ?? 'error',
    message: one.message,
  }))
  view.dispatch(setDiagnostics(view.state, shown))
  if (shown.length > 0) void addCorrections(client, view, params.uri, params.diagnostics, shown).catch(() => undefined)
  return true
}

async function addCorrections(client: LSPClient, view: EditorView, uri: string, problems: Problem[], shown: Diagnostic[]): Promise<void> {
  const { doc } = view.state
  const plugin = LSPPlugin.get(view)!
  const whole: Range = { start: { line: 0, character: 0 }, end: plugin.toPosition(doc.length) }
  const answer = await client.request<object, Correction[] | null>('textDocument/codeAction', {
    textDocument: { uri },
    range: whole,
    context: { diagnostics: problems },
  })
  if (answer === null || view.state.doc !== doc) return
  const action = (correction: Correction): Action => ({
    name: correction.title,
    apply: (at) => {
      const edits = correction.edit?.changes?.[uri] ?? []
      if (at.state.doc !== doc) return // the places are those of another text
      at.dispatch({
        changes: edits.map((edit) => ({ from: plugin.fromPosition(edit.range.start), to: plugin.fromPosition(edit.range.end), insert: edit.newText })),
        userEvent: 'input',
      })
    },
  })
  const corrected = shown.map((one, i) => {
    const actions = answer.filter((correction) => correction.edit !== undefined && correction.diagnostics?.some((other) => same(problems[i]!, other)))
    return actions.length === 0 ? one : { ...one, actions: actions.map(action) }
  })
  view.dispatch(setDiagnostics(view.state, corrected))
}

export const problems = (): LSPClientExtension => ({ notificationHandlers: { 'textDocument/publishDiagnostics': publish } })
