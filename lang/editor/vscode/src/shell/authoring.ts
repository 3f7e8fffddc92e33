// Commands of authors: changes that no example notices, examples at thresholds, the page of notice and policy.
import * as vscode from 'vscode'
import { allMutations, unnoticed } from '../logic/mutations'
import { Boundaries } from '../logic/protocol'
import { Parts, telling } from './extension'

export function authoringCommands(parts: Parts) {
  const { context, ask, say } = parts
  const findings = vscode.languages.createDiagnosticCollection('cepol-mutations')
  const of = (editor: vscode.TextEditor) => ({ textDocument: { uri: parts.address(editor.document.uri) } })

  const mutate = (editor: vscode.TextEditor) => vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: say('逐处试改规则', 'changing the rules one place at a time'), cancellable: true },
    async (progress, token) => {
      const tried = await allMutations(ask, parts.address(editor.document.uri),
        (done, total) => progress.report({ message: `${done} / ${total}`, increment: 1200 / Math.max(total, 1) }),
        () => token.isCancellationRequested)
      if (!tried) return
      const left = unnoticed(tried)
      findings.set(editor.document.uri, left.flatMap((one) => one.range ? [new vscode.Diagnostic(parts.range(one.range),
        say(`没有示例发现得了这样改：${one.name}`, `no example notices this change: ${one.name}`), vscode.DiagnosticSeverity.Information)] : []))
      void vscode.window.showInformationMessage(left.length === 0
        ? say(`试改 ${tried.length} 处，示例都发现得了`, `the examples notice each of ${tried.length} changes`)
        : say(`试改 ${tried.length} 处，${left.length} 处没有示例发现得了，列在“问题”里`,
          `of ${tried.length} changes no example notices ${left.length}: they are listed among the problems`))
    })

  const onPolicy = (work: (editor: vscode.TextEditor) => PromiseLike<unknown>) => telling(async () => {
    const editor = parts.policy()
    if (editor) await work(editor)
  })
  context.subscriptions.push(
    findings,
    vscode.workspace.onDidChangeTextDocument(({ document }) => findings.delete(document.uri)),
    vscode.commands.registerCommand('cepol.mutate', onPolicy(mutate)),
    vscode.commands.registerCommand('cepol.boundaries', onPolicy(async (editor) => {
      const found = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: say('拟示例', 'proposing examples') },
        () => ask<Boundaries>('cepol/boundaries', of(editor)))
      if (found.text === '') {
        void vscode.window.showInformationMessage(say('没有要拟的示例', 'there is no example to propose'))
        return
      }
      const document = await vscode.workspace.openTextDocument({ language: 'cepol', content: found.text })
      await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside)
    })),
    vscode.commands.registerCommand('cepol.doc', onPolicy(async (editor) => {
      const { html } = await ask<{ html: string }>('cepol/page', of(editor))
      const panel = vscode.window.createWebviewPanel('cepol.doc', say('逐条对照', 'Side by side'), vscode.ViewColumn.Beside,
        { enableScripts: true, localResourceRoots: [] })
      panel.webview.html = html
    })))
}
