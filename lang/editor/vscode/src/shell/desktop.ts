// The extension on the desktop: the server that comes with it runs in a thread; or a native program, by its setting.
import { Worker } from 'node:worker_threads'
import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/node'
import { transportOf } from '../server/port_transport'
import { activateWith } from './extension'
import { StartServer } from './start'

const startServer: StartServer = async (context, options) => {
  const native = vscode.workspace.getConfiguration('cepol').get<string>('server.path', '').trim()
  if (native !== '' && vscode.workspace.isTrusted) {
    const run = { command: native, args: ['serve', '--lsp'] }
    return { client: new LanguageClient('cepol', 'cepol', { run, debug: run }, options), readsFiles: true }
  }
  const module = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', 'cepol.wasm'))
  const start = async () => {
    const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker_node.js').fsPath)
    context.subscriptions.push({ dispose: () => void worker.terminate() })
    worker.postMessage({ module })
    return transportOf(worker)
  }
  return { client: new LanguageClient('cepol', 'cepol', start, options), readsFiles: false }
}

export const activate = (context: vscode.ExtensionContext) => activateWith(context, startServer)
