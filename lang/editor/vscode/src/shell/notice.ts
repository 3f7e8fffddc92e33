// The view "the notice beside the policy": follows the cursor of the policy, and moves it to the rules of a clause.
import * as vscode from 'vscode'
import { clausesAt, noticeHtml, pageScript, rulesOf } from '../logic/notice'
import { NoticeBeside, Range } from '../logic/protocol'
import { isPolicy, Parts, telling } from './extension'

export function noticeView(parts: Parts) {
  const { context, ask, say } = parts
  let panel: vscode.WebviewPanel | undefined
  let shown: { document: vscode.TextDocument; beside: NoticeBeside } | undefined

  const follow = (editor: vscode.TextEditor) => {
    if (!panel || shown?.document !== editor.document) return
    void panel.webview.postMessage({ places: clausesAt(shown.beside, editor.selection.active) })
  }
  const show = async (editor: vscode.TextEditor) => {
    const { document } = editor
    const beside = await ask<NoticeBeside>('cepol/notice', { textDocument: { uri: parts.address(document.uri) } })
    if (!panel) return
    // The page is written anew only where it differs: it keeps its place while the rules are edited.
    const same = shown?.document === document && JSON.stringify(shown.beside.notices) === JSON.stringify(beside.notices)
    shown = { document, beside }
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (!same) panel.webview.html = noticeHtml(beside, say, parts.language, nonce, pageScript)
    follow(editor)
  }
  const cite = async (clause: string) => {
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === shown?.document)
    if (!editor) return
    const { line, character } = editor.selection.active
    const { edit } = await ask<{ edit: { changes: Record<string, { range: Range; newText: string }[]> } }>('cepol/cite',
      { textDocument: { uri: parts.address(editor.document.uri) }, position: { line, character }, clause })
    const made = new vscode.WorkspaceEdit()
    for (const [uri, edits] of Object.entries(edit.changes))
      made.set(parts.place(uri), edits.map((one) => new vscode.TextEdit(parts.range(one.range), one.newText)))
    await vscode.workspace.applyEdit(made)
  }
  const goTo = async (choice: { notice: number; clause: number; rule: number; cite: boolean }) => {
    const clause = shown?.beside.notices[choice.notice]?.clauses[choice.clause]
    if (clause && choice.cite) return telling(() => cite(clause.label))()
    const rule = clause && rulesOf(clause)[choice.rule]
    if (!shown || !rule) return
    const editor = await vscode.window.showTextDocument(shown.document, vscode.ViewColumn.One)
    const range = parts.range(rule.range)
    editor.selection = new vscode.Selection(range.start, range.end)
    editor.revealRange(parts.range(rule.rule), vscode.TextEditorRevealType.InCenterIfOutsideViewport)
  }

  let later: ReturnType<typeof setTimeout> | undefined
  context.subscriptions.push(
    vscode.commands.registerCommand('cepol.notice', telling(async () => {
      const editor = parts.policy()
      if (!editor) return
      if (!panel) {
        panel = vscode.window.createWebviewPanel('cepol.notice', say('通知', 'The notice'),
          { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, localResourceRoots: [] })
        panel.onDidDispose(() => { panel = undefined; shown = undefined })
        panel.webview.onDidReceiveMessage(goTo)
      }
      await show(editor)
    })),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => follow(textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (panel && editor && isPolicy(editor.document)) void show(editor)
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const editor = vscode.window.visibleTextEditors.find((one) => one.document === document)
      if (!panel || !editor || !isPolicy(document)) return
      clearTimeout(later)
      later = setTimeout(() => void show(editor).catch(() => undefined), 300)
    }))
}
