// A session with `cepol serve --lsp` by the official library of clients (vscode-languageserver-protocol): every capability
// that the service announces is used on policies/nmg/2017.cepol. Usage: node session_test.mjs CEPOL ROOT FOLDER, where FOLDER
// is one in which npm may install the library. Ends with 77 where npm cannot.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [cepol, root, folder] = process.argv.slice(2)
const library = 'vscode-languageserver-protocol@3.17.5'
mkdirSync(folder, { recursive: true })
if (!existsSync(`${folder}/node_modules/vscode-languageserver-protocol`)) {
  try {
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, library], { stdio: 'pipe' })
  } catch {
    console.log(`skipped: npm cannot install ${library} here`)
    process.exit(77)
  }
}
const lsp = createRequire(`${folder}/`)('vscode-languageserver-protocol/node')

const server = spawn(cepol, ['serve', '--lsp'], { stdio: ['pipe', 'pipe', 'inherit'] })
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin))
const problems = new Map()
const waiting = []
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
  problems.set(params.uri, params)
  for (const wake of waiting.splice(0)) wake()
})
connection.listen()
const published = async (uri, version) => {
  while (problems.get(uri)?.version !== version) await new Promise((wake) => waiting.push(wake))
  return problems.get(uri).diagnostics
}

const file = `${root}/policies/nmg/2017.cepol`
const uri = pathToFileURL(file).href
let text = readFileSync(file, 'utf8')
let version = 1
const textDocument = { uri }
const used = new Set()
const ask = (type, params) => {
  used.add(type.method)
  return connection.sendRequest(type, params)
}
const offsetOf = (needle, from = 0) => {
  const at = text.indexOf(needle, from)
  assert.notEqual(at, -1, needle)
  return at
}
const positionAt = (offset) => {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length - 1, character: before.at(-1).length }
}
const at = (needle, shift = 0, from = 0) => ({ textDocument, position: positionAt(offsetOf(needle, from) + shift) })
const slice = (range) => {
  const lines = text.split('\n')
  const offset = (p) => lines.slice(0, p.line).reduce((sum, line) => sum + line.length + 1, 0) + p.character
  return text.slice(offset(range.start), offset(range.end))
}
const edit = async (from, to, put) => {
  const range = { start: positionAt(from), end: positionAt(to) }
  text = text.slice(0, from) + put + text.slice(to)
  version += 1
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type,
    { textDocument: { uri, version }, contentChanges: [{ range, text: put }] })
}

// ---- initialize
const { capabilities } = await ask(lsp.InitializeRequest.type, {
  processId: process.pid, locale: 'zh-cn', rootUri: pathToFileURL(`${root}/policies`).href,
  workspaceFolders: [{ name: 'policies', uri: pathToFileURL(`${root}/policies`).href }],
  capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
})
await connection.sendNotification(lsp.InitializedNotification.type, {})
await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type,
  { textDocument: { uri, languageId: 'cepol', version, text } })
assert.deepEqual(await published(uri, 1), [])

// ---- what a name is
const hover = await ask(lsp.HoverRequest.type, at('申报级别 属于 {高级'))
assert.match(hover.contents.value, /申报级别.*列.*中级/s)
const ofClause = await ask(lsp.HoverRequest.type, at('§四(二)', 2))
assert.match(ofClause.contents.value, /§四/)
const declared = await ask(lsp.DefinitionRequest.type, at('连续 是 每年有学习'))
assert.equal(slice(declared.range), '连续')
const ofModule = await ask(lsp.DefinitionRequest.type, at('周岁数(出生年月, 年龄基准)'))
assert.match(ofModule.uri, /stdlib\/cn\/people\.cepol$/)
const references = await ask(lsp.ReferencesRequest.type, { ...at('送审日期: 日期'), context: { includeDeclaration: true } })
assert.ok(references.length > 20)
for (const one of references.filter((one) => one.uri === uri)) assert.equal(slice(one.range), '送审日期')
assert.ok(references.some((one) => one.uri.endsWith('nmg-2018.cepol')), 'the amendment uses it too')
const highlights = await ask(lsp.DocumentHighlightRequest.type, at('认定学时 针对'))
assert.ok(highlights.length > 3)

// ---- the outline
const symbols = await ask(lsp.DocumentSymbolRequest.type, { textDocument })
const review = symbols.find((one) => one.name === '受理')
assert.equal(review.detail, '判定')
assert.deepEqual(review.children.map((one) => one.name), ['受理', '逾期不予办理', '由属地规定'])
const found = await ask(lsp.WorkspaceSymbolRequest.type, { query: '审验机关' })
assert.ok(found.some((one) => one.location.uri === uri))
assert.ok((await ask(lsp.FoldingRangeRequest.type, { textDocument })).length > 100)
const [selection] = await ask(lsp.SelectionRangeRequest.type, { textDocument, positions: [at('50 周岁, 45 周岁').position] })
assert.equal(slice(selection.range), '50')
assert.equal(slice(selection.parent.range), '50 周岁')

// ---- tokens
const legend = capabilities.semanticTokensProvider.legend
const { data } = await ask(lsp.SemanticTokensRequest.type, { textDocument })
const tokens = []
for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
  character = data[i] === 0 ? character + data[i + 1] : data[i + 1]
  line += data[i]
  const range = { start: { line, character }, end: { line, character: character + data[i + 2] } }
  tokens.push({ text: slice(range).toString(), type: legend.tokenTypes[data[i + 3]], declares: (data[i + 4] & 1) === 1 })
  if (tokens.length > 400) break
}
assert.deepEqual(tokens[1], { text: '政策', type: 'keyword', declares: false })
assert.ok(tokens.some((one) => one.text === '人员' && one.type === 'class' && one.declares))
assert.ok(tokens.some((one) => one.text === '学时' && one.type === 'property' && one.declares))
const range = { start: { line: 100, character: 0 }, end: { line: 110, character: 0 } }
assert.ok((await ask(lsp.SemanticTokensRangeRequest.type, { textDocument, range })).data.length < data.length)

// ---- while writing
const place = offsetOf('  当 申报方式 是 评审 且 申报级别 属于 {高级, 中级}') + '  当 申报方式 是 评审'.length
await edit(place, place, ' 且 学历 是 ')
const items = await ask(lsp.CompletionRequest.type, { textDocument, position: positionAt(place + ' 且 学历 是 '.length) })
assert.deepEqual(items.items.filter((one) => one.kind === 20).map((one) => one.label).slice(0, 3), ['中专', '大专', '本科'])
assert.notEqual((await published(uri, version)).length, 0)
await edit(place, place + ' 且 学历 是 '.length, '')
assert.deepEqual(await published(uri, version), [])
const whole = await ask(lsp.CompletionRequest.type, { textDocument, position: { line: text.split('\n').length - 1, character: 0 } })
assert.ok(whole.items.some((one) => one.insertTextFormat === 2 && one.textEdit.newText.startsWith('判定 ')))

const slip = offsetOf('申报级别 是 初级')
await edit(slip, slip + '申报级别'.length, '申报级')
const [problem] = await published(uri, version)
assert.equal(problem.code, 'E0201')
const pulled = await ask(lsp.DocumentDiagnosticRequest.type, { textDocument })
assert.equal(pulled.items[0].code, problem.code)
const [fix] = await ask(lsp.CodeActionRequest.type, { textDocument, range: problem.range, context: { diagnostics: [problem] } })
assert.equal(fix.edit.changes[uri][0].newText, '申报级别')
await edit(slip, slip + '申报级'.length, '申报级别')
assert.deepEqual(await published(uri, version), [])

const untidy = offsetOf('  窗口 近 2 年 至 近年截止')
await edit(untidy, untidy, '      ')
const [layout] = await ask(lsp.DocumentFormattingRequest.type, { textDocument, options: { tabSize: 2, insertSpaces: true } })
assert.equal(slice(layout.range).trim(), layout.newText.trim())
await edit(untidy, untidy + 6, '')
await published(uri, version)

// ---- renaming, in the amendment too
const renamed = await ask(lsp.PrepareRenameRequest.type, at('近年截止: 年'))
assert.equal(renamed.placeholder, '近年截止')
const { changes } = await ask(lsp.RenameRequest.type, { ...at('近年截止: 年'), newName: '算到哪年' })
assert.ok(changes[uri].length >= 5)
await assert.rejects(ask(lsp.RenameRequest.type, { ...at('近年截止: 年'), newName: '连续' }), /连续/)

// ---- hints, lenses, examples
const all = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } }
const hints = await ask(lsp.InlayHintRequest.type, { textDocument, range: all })
assert.ok(hints.length > 20)
const lenses = await ask(lsp.CodeLensRequest.type, { textDocument })
const lens = await ask(lsp.CodeLensResolveRequest.type, lenses.find((one) => one.data?.example))
assert.equal(lens.command.title, '✓ 通过')
const ran = await ask(lsp.ExecuteCommandRequest.type, { command: lens.command.command, arguments: lens.command.arguments })
assert.equal(ran.holds, true)
const results = await ask(lsp.ExecuteCommandRequest.type, { command: 'cepol.runExamples', arguments: [uri] })
assert.ok(results.length > 100 && results.every((one) => one.holds))

const ofRule = lenses.find((one) => one.data?.title)
assert.match((await ask(lsp.CodeLensResolveRequest.type, ofRule)).command.title, /走到它的示例 \d+ 个/)
const onRecord = at('表 人员', 3)
const [makeExample] = (await ask(lsp.CodeActionRequest.type, { textDocument, context: { diagnostics: [] },
  range: { start: onRecord.position, end: onRecord.position } })).filter((one) => one.data)
const made = await ask(lsp.CodeActionResolveRequest.type, makeExample)
assert.match(made.edit.changes[uri][0].newText, /^\n示例 "人员/)

// ---- what depends on what
const [item] = await ask(lsp.CallHierarchyPrepareRequest.type, at('定义 年龄 针对', 4))
const callers = await ask(lsp.CallHierarchyIncomingCallsRequest.type, { item })
assert.deepEqual(callers.map((one) => one.from.name).sort(), ['满龄免予', '近龄减免'].sort())
const callees = await ask(lsp.CallHierarchyOutgoingCallsRequest.type, { item })
assert.ok(callees.some((one) => one.to.name === '年龄基准'))

// ---- cancelled and refused
const source = new lsp.CancellationTokenSource()
const slow = connection.sendRequest(lsp.WorkspaceSymbolRequest.type, { query: '' }, source.token)
source.cancel()
await slow.catch((error) => assert.equal(error.code, lsp.LSPErrorCodes.RequestCancelled))
await assert.rejects(connection.sendRequest('textDocument/nothing', {}), { code: -32601 })
await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type,
  { textDocument: { uri, version: version - 1 }, contentChanges: [{ range: all, text: '' }] })
await assert.rejects(ask(lsp.HoverRequest.type, at('申报级别')), { code: -32801 })

// ---- every capability was used
const methods = {
  hoverProvider: 'textDocument/hover', definitionProvider: 'textDocument/definition',
  referencesProvider: 'textDocument/references', documentHighlightProvider: 'textDocument/documentHighlight',
  documentSymbolProvider: 'textDocument/documentSymbol', workspaceSymbolProvider: 'workspace/symbol',
  foldingRangeProvider: 'textDocument/foldingRange', selectionRangeProvider: 'textDocument/selectionRange',
  documentFormattingProvider: 'textDocument/formatting', renameProvider: 'textDocument/rename',
  inlayHintProvider: 'textDocument/inlayHint', codeActionProvider: 'textDocument/codeAction',
  codeLensProvider: 'textDocument/codeLens', callHierarchyProvider: 'textDocument/prepareCallHierarchy',
  completionProvider: 'textDocument/completion', semanticTokensProvider: 'textDocument/semanticTokens/full',
  diagnosticProvider: 'textDocument/diagnostic', executeCommandProvider: 'workspace/executeCommand',
}
for (const name of Object.keys(capabilities)) {
  if (!name.endsWith('Provider')) continue
  assert.ok(methods[name], `${name} is announced: use it here`)
  assert.ok(used.has(methods[name]), `${methods[name]} was not used`)
}

await connection.sendNotification(lsp.DidCloseTextDocumentNotification.type, { textDocument })
await connection.sendRequest(lsp.ShutdownRequest.type)
const ended = new Promise((done) => server.on('exit', done))
await connection.sendNotification(lsp.ExitNotification.type)
assert.equal(await ended, 0)
console.log(`every capability was used: ${used.size} requests`)
