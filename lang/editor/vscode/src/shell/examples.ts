// Examples in the test explorer, and what they reach in the gutter.
import * as vscode from 'vscode'
import { coveredLines, LineState, pointText, summary } from '../logic/coverage'
import { failureText } from '../logic/examples'
import { Coverage, ExampleResult, Examples } from '../logic/protocol'
import { isPolicy, Parts, telling } from './extension'

const bar = (colour: string) => vscode.Uri.parse('data:image/svg+xml,' + encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect x="6" y="1" width="4" height="14" rx="2" fill="${colour}"/></svg>`))

export function exampleTests(parts: Parts) {
  const { context, ask, say } = parts
  const controller = vscode.tests.createTestController('cepol', say('政策的示例', 'Examples of policies'))

  const find = async (document: vscode.TextDocument) => {
    const { examples } = await ask<Examples>('cepol/examples', { textDocument: { uri: parts.address(document.uri) } })
    const file = controller.items.get(document.uri.toString()) ??
      controller.createTestItem(document.uri.toString(), vscode.workspace.asRelativePath(document.uri), document.uri)
    file.children.replace(examples.map(({ title, range }) => {
      const item = controller.createTestItem(`${document.uri}#${title}`, title, document.uri)
      item.range = parts.range(range)
      return item
    }))
    if (examples.length > 0) controller.items.add(file)
    else controller.items.delete(file.id)
  }

  const fail = (run: vscode.TestRun, item: vscode.TestItem, result: ExampleResult) => {
    const message = new vscode.TestMessage(failureText(result, say))
    const location = result.differences.find((one) => one.location)?.location ?? result.location
    if (location) message.location = new vscode.Location(parts.place(location.uri), parts.range(location.range))
    const [first] = result.differences
    if (first?.expected !== undefined && first.got !== undefined) {
      message.expectedOutput = first.expected
      message.actualOutput = first.got
    }
    run.failed(item, message)
  }

  const tryFile = async (run: vscode.TestRun, file: vscode.TestItem, wanted: Set<string> | undefined) => {
    const document = await vscode.workspace.openTextDocument(file.uri!)
    const uri = parts.address(document.uri)
    const items: vscode.TestItem[] = []
    file.children.forEach((item) => { if (!wanted || wanted.has(item.id)) items.push(item) })
    for (const item of items) run.started(item)
    try {
      const results = await ask<ExampleResult[]>('workspace/executeCommand', { command: 'cepol.runExamples', arguments: [uri] })
      for (const item of items) {
        const result = results.find((one) => one.title === item.label)
        if (!result) run.skipped(item)
        else if (result.holds) run.passed(item)
        else fail(run, item, result)
      }
    } catch (error) {
      for (const item of items) run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)))
    }
  }

  const tryAll = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
    const run = controller.createTestRun(request)
    const byFile = new Map<vscode.TestItem, Set<string> | undefined>()
    const chosen: vscode.TestItem[] = []
    if (request.include) chosen.push(...request.include)
    else controller.items.forEach((item) => chosen.push(item))
    for (const item of chosen) {
      if (!item.parent) byFile.set(item, undefined)
      else if (!byFile.has(item.parent)) byFile.set(item.parent, new Set([item.id]))
      else byFile.get(item.parent)?.add(item.id)
    }
    for (const [file, wanted] of byFile) if (!token.isCancellationRequested) await tryFile(run, file, wanted)
    run.end()
  }

  const profile = controller.createRunProfile(say('试示例', 'Try the examples'), vscode.TestRunProfileKind.Run, tryAll, true)
  controller.refreshHandler = async () => {
    for (const document of vscode.workspace.textDocuments) if (isPolicy(document)) await find(document)
  }

  const types: Record<LineState, vscode.TextEditorDecorationType> = {
    reached: vscode.window.createTextEditorDecorationType({ gutterIconPath: bar('#3a8f4d'), gutterIconSize: 'contain' }),
    partly: vscode.window.createTextEditorDecorationType({ gutterIconPath: bar('#c9962b'), gutterIconSize: 'contain' }),
    unreached: vscode.window.createTextEditorDecorationType({ gutterIconPath: bar('#b23a2e'), gutterIconSize: 'contain' }),
  }
  const covered = new Set<string>()
  const paint = async (editor: vscode.TextEditor): Promise<Coverage | undefined> => {
    const on = covered.has(editor.document.uri.toString())
    const coverage = on
      ? await ask<Coverage>('cepol/coverage', { textDocument: { uri: parts.address(editor.document.uri) } }) : undefined
    const lines = coverage ? coveredLines(coverage) : []
    for (const state of Object.keys(types) as LineState[])
      editor.setDecorations(types[state], lines.filter((one) => one.state === state).map(({ line, points }) => ({
        range: new vscode.Range(line, 0, line, 0),
        hoverMessage: points.map((point) => new vscode.MarkdownString().appendText(pointText(point, say))),
      })))
    return coverage
  }

  let later: ReturnType<typeof setTimeout> | undefined
  const changed = (document: vscode.TextDocument) => {
    if (!isPolicy(document)) return
    clearTimeout(later)
    later = setTimeout(() => {
      void find(document).catch(() => undefined)
      for (const editor of vscode.window.visibleTextEditors)
        if (editor.document === document && covered.has(document.uri.toString())) void paint(editor).catch(() => undefined)
    }, 600)
  }
  for (const document of vscode.workspace.textDocuments) changed(document)
  context.subscriptions.push(
    controller, ...Object.values(types),
    vscode.workspace.onDidOpenTextDocument(changed),
    vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document)),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && covered.has(editor.document.uri.toString())) void paint(editor).catch(() => undefined)
    }),
    vscode.commands.registerCommand('cepol.test', telling(async () => {
      const editor = parts.policy()
      if (!editor) return
      await find(editor.document)
      const file = controller.items.get(editor.document.uri.toString())
      const source = new vscode.CancellationTokenSource()
      if (file) await tryAll(new vscode.TestRunRequest([file], undefined, profile), source.token)
    })),
    vscode.commands.registerCommand('cepol.coverage', telling(async () => {
      const editor = parts.policy()
      if (!editor) return
      const key = editor.document.uri.toString()
      if (!covered.delete(key)) covered.add(key)
      const coverage = await paint(editor)
      if (coverage) vscode.window.setStatusBarMessage(summary(coverage, say), 8000)
    })),
    // The lens above an example.
    vscode.commands.registerCommand('cepol.showExample', (uri: string, title: string) => {
      const item = controller.items.get(parts.place(uri).toString())?.children.get(`${parts.place(uri)}#${title}`)
      const source = new vscode.CancellationTokenSource()
      if (item) void tryAll(new vscode.TestRunRequest([item], undefined, profile), source.token)
    }))
}
