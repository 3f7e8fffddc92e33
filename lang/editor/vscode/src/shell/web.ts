// The extension in the web editor: the server runs in a worker of the browser.
import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { activateWith } from './extension'
import { StartServer } from './start'

const startServer: StartServer = async (context, options) => {
  const file = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name)
  const worker = new Worker(file('worker_web.js').toString(true))
  context.subscriptions.push({ dispose: () => worker.terminate() })
  worker.postMessage({ module: await vscode.workspace.fs.readFile(file('cepol.wasm')) })
  return { client: new LanguageClient('cepol', 'cepol', options, worker), readsFiles: false }
}

export const activate = (context: vscode.ExtensionContext) => activateWith(context, startServer)
