// The native program as a server, for tests: `cepol serve --lsp` by the official library.
import { spawn } from 'node:child_process'
import { after } from 'node:test'
import * as lsp from 'vscode-languageserver-protocol/node'

export async function startNative() {
  const server = spawn(process.env.CEPOL!, ['serve', '--lsp'], { stdio: ['pipe', 'pipe', 'inherit'] })
  after(() => void server.kill()) // also where a test has failed
  return sessionOf(new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin),
    () => void server.kill())
}

export async function sessionOf(reader: lsp.MessageReader, writer: lsp.MessageWriter, end: () => void) {
  const connection = lsp.createProtocolConnection(reader, writer)
  const problems = new Map<string, lsp.PublishDiagnosticsParams>()
  const waiting: (() => void)[] = []
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
    problems.set(params.uri, params)
    for (const wake of waiting.splice(0)) wake()
  })
  connection.listen()
  const { capabilities } = await connection.sendRequest(lsp.InitializeRequest.type,
    { processId: null, rootUri: null, capabilities: {}, initializationOptions: { language: 'en' } })
  await connection.sendNotification(lsp.InitializedNotification.type, {})
  return {
    tokenTypes: capabilities.semanticTokensProvider!.legend.tokenTypes,
    capabilities,
    ask: <Result>(method: string, params: object) => connection.sendRequest<Result>(method, params),
    notify: (method: string, params: object) => connection.sendNotification(method, params),
    open: (uri: string, text: string, version = 1) => connection.sendNotification(lsp.DidOpenTextDocumentNotification.type,
      { textDocument: { uri, languageId: 'cepol', version, text } }),
    change: (uri: string, text: string, version: number) => connection.sendNotification(lsp.DidChangeTextDocumentNotification.type,
      { textDocument: { uri, version }, contentChanges: [{ text }] }),
    published: async (uri: string, version: number) => {
      while (problems.get(uri)?.version !== version) await new Promise<void>((wake) => waiting.push(wake))
      return problems.get(uri)!.diagnostics
    },
    close: async () => {
      await connection.sendRequest(lsp.ShutdownRequest.type)
      await connection.sendNotification(lsp.ExitNotification.type)
      connection.dispose()
      end()
    },
  }
}
export type Session = Awaited<ReturnType<typeof sessionOf>>
