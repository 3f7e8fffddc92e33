// What differs from last year's policy, or another, marked in the text.
import * as vscode from 'vscode'
import { Mark, marksOf, summaryOf } from '../logic/changes'
import { unwanted } from '../logic/files'
import { Changes } from '../logic/protocol'
import { isPolicy, Parts, telling } from './extension'

export function changeMarks(parts: Parts) {
  const { context, ask, say } = parts
  const type = (colour: string, border: string) => vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor(colour), isWholeLine: false,
    overviewRulerColor: new vscode.ThemeColor(border), overviewRulerLane: vscode.OverviewRulerLane.Left,
    borderWidth: '0 0 0 2px', borderStyle: 'solid', borderColor: new vscode.ThemeColor(border),
  })
  const types: Record<Mark['kind'], vscode.TextEditorDecorationType> = {
    added: type('diffEditor.insertedLineBackground', 'editorGutter.addedBackground'),
    changed: type('diffEditor.insertedTextBackground', 'editorGutter.modifiedBackground'),
    removed: type('diffEditor.removedTextBackground', 'editorGutter.deletedBackground'),
  }
  // By document: with which policy it is compared; '' means the earlier one.
  const against = new Map<string, string>()

  const paint = async (editor: vscode.TextEditor) => {
    const other = against.get(editor.document.uri.toString())
    let marks: Mark[] = []
    if (other !== undefined) {
      const changes = await ask<Changes>('cepol/changes',
        { textDocument: { uri: parts.address(editor.document.uri) }, ...(other === '' ? {} : { against: other }) })
      marks = marksOf(changes, say)
      vscode.window.setStatusBarMessage(summaryOf(changes, marks, say), 8000)
    }
    for (const kind of Object.keys(types) as Mark['kind'][])
      editor.setDecorations(types[kind], marks.filter((one) => one.kind === kind).map(({ range, text }) => ({
        range: parts.range(range), hoverMessage: new vscode.MarkdownString().appendText(text),
      })))
  }
  const compare = async (editor: vscode.TextEditor, other: string) => {
    const key = editor.document.uri.toString()
    against.set(key, other)
    try {
      await paint(editor)
    } catch (error) {
      against.delete(key)
      throw error
    }
  }

  let later: ReturnType<typeof setTimeout> | undefined
  context.subscriptions.push(
    ...Object.values(types),
    vscode.commands.registerCommand('cepol.diff', telling(async () => {
      const editor = parts.policy()
      if (!editor) return
      if (!against.delete(editor.document.uri.toString())) await compare(editor, '')
      else await paint(editor)
    })),
    vscode.commands.registerCommand('cepol.diffWith', telling(async () => {
      const editor = parts.policy()
      if (!editor) return
      const files = (await vscode.workspace.findFiles('**/*.cepol', unwanted)).filter((one) => `${one}` !== `${editor.document.uri}`)
      const chosen = await vscode.window.showQuickPick(
        files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })).sort((a, b) => (a.label < b.label ? -1 : 1)),
        { placeHolder: say('与哪一份比较', 'compare with which policy') })
      if (chosen) await compare(editor, parts.address(chosen.uri))
    })),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && isPolicy(editor.document)) void paint(editor).catch(() => undefined)
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const editor = vscode.window.activeTextEditor
      if (editor?.document !== document || !against.has(document.uri.toString())) return
      clearTimeout(later)
      later = setTimeout(() => void paint(editor).catch(() => undefined), 600)
    }))
}
