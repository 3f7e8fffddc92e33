// Starts the server and puts the extension's parts together.
import * as vscode from 'vscode'
import { Ask } from '../logic/protocol'
import { languageOf, Say, sayIn } from '../logic/words'
import { authoringCommands } from './authoring'
import { changeMarks } from './changes'
import { exampleTests } from './examples'
import { noticeView } from './notice'
import { clientOptions, giveFiles, StartServer } from './start'

export interface Parts {
  context: vscode.ExtensionContext
  ask: Ask
  say: Say
  language: 'zh' | 'en'
  // An address as the server has it.
  address(uri: vscode.Uri): string
  place(uri: string): vscode.Uri
  range(range: { start: { line: number; character: number }; end: { line: number; character: number } }): vscode.Range
  // The policy in the editor; else a message, and nothing.
  policy(): vscode.TextEditor | undefined
}

export const isPolicy = (document: vscode.TextDocument) => document.languageId === 'cepol'

export async function activateWith(context: vscode.ExtensionContext, start: StartServer) {
  const setting = vscode.workspace.getConfiguration('cepol').get<string>('language', 'auto')
  const language = languageOf(setting, vscode.env.language)
  const say = sayIn(language)
  const options = clientOptions(language)
  const started = await start(context, options).catch((error: unknown) => {
    void vscode.window.showErrorMessage(say(
      `语言服务启动不了：${error}。请在设置 cepol.server.path 里写本机 cepol 程序的完整路径，再重新加载窗口`,
      `the language server cannot be started: ${error}. Give the whole path of a native cepol in the setting cepol.server.path, then reload the window`))
    return undefined
  })
  if (!started) return
  const { client, readsFiles } = started
  const convert = options.uriConverters!
  const parts: Parts = {
    context, say, language,
    ask: (method, params) => client.sendRequest(method, params),
    address: convert.code2Protocol,
    place: convert.protocol2Code,
    range: ({ start: from, end }) => new vscode.Range(from.line, from.character, end.line, end.character),
    policy: () => {
      const editor = vscode.window.activeTextEditor
      if (editor && isPolicy(editor.document)) return editor
      void vscode.window.showInformationMessage(say('请先打开一份政策（.cepol）', 'open a policy (.cepol) first'))
      return undefined
    },
  }
  context.subscriptions.push({ dispose: () => void client.stop() })
  await client.start()
  if (!readsFiles) await giveFiles(client, context)
  noticeView(parts)
  exampleTests(parts)
  authoringCommands(parts)
  changeMarks(parts)
  context.subscriptions.push(
    vscode.commands.registerCommand('cepol.check', () => vscode.commands.executeCommand('workbench.actions.view.problems')))
}

// Runs a command's work; what fails is told.
export const telling = (work: () => Promise<unknown>) => async () => {
  try {
    await work()
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error))
  }
}
