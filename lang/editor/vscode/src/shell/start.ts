// What the shells of the desktop and of the web have in common: the client of the language server.
import * as vscode from 'vscode'
import { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { batches, GivenFile, mostFiles, unwanted, wanted } from '../logic/files'
import { fromServer, toServer } from '../logic/uris'

export interface StartedServer {
  client: BaseLanguageClient
  readsFiles: boolean // it opens files by itself; else they are handed over
}
export type StartServer = (context: vscode.ExtensionContext, options: LanguageClientOptions) => Promise<StartedServer>

export function clientOptions(language: string): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'cepol' }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(wanted) },
    uriConverters: {
      code2Protocol: (uri) => toServer(uri.toString()),
      protocol2Code: (uri) => vscode.Uri.parse(fromServer(uri)),
    },
    initializationOptions: { language },
    middleware: {
      // The lens above an example: its result is shown where results of tests are.
      executeCommand: (command, values, next) =>
        command === 'cepol.runExample' ? vscode.commands.executeCommand('cepol.showExample', ...values) : next(command, values),
      // Snippets that the extension contributes are found by "Insert Snippet"; while typing the server proposes those that can
      // stand at the cursor, which the setting editor.snippetSuggestions must not hide.
      provideCompletionItem: async (document, position, context, token, next) => {
        const given = await next(document, position, context, token)
        const items = Array.isArray(given) ? given : given?.items ?? []
        for (const item of items)
          if (item.kind === vscode.CompletionItemKind.Snippet) item.kind = vscode.CompletionItemKind.Struct
        return given
      },
    },
  }
}

async function readFile(uri: vscode.Uri): Promise<GivenFile> {
  const text = await vscode.workspace.fs.readFile(uri).then((bytes) => new TextDecoder().decode(bytes), () => null)
  return { uri: toServer(uri.toString()), text }
}

// Hands over the files of the workspace, and each that changes.
export async function giveFiles(client: BaseLanguageClient, context: vscode.ExtensionContext) {
  const give = async (uris: vscode.Uri[]) => {
    for (const files of batches(await Promise.all(uris.map(readFile)))) await client.sendNotification('cepol/files', { files })
  }
  await give(await vscode.workspace.findFiles(wanted, unwanted, mostFiles))
  const watcher = vscode.workspace.createFileSystemWatcher(wanted)
  context.subscriptions.push(watcher, watcher.onDidCreate((uri) => give([uri])), watcher.onDidChange((uri) => give([uri])),
    watcher.onDidDelete((uri) => client.sendNotification('cepol/files', { files: [{ uri: toServer(uri.toString()), text: null }] })))
}
