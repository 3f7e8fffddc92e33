// Bundles the extension, its workers and its tests. Usage: node bundle.mjs ROOT FOLDER OUT [MODULE.mjs]
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [root, folder, out, module] = process.argv.slice(2)
const { build } = createRequire(`${process.env.CEPOL_NPM}/`)('esbuild')
// The standard library as {name: text}: the module has no disk.
const names = readdirSync(`${root}/stdlib`, { recursive: true }).map(String).filter((name) => name.endsWith('.cepol')).sort()
const library = Object.fromEntries(names.map((name) => [`stdlib/${name}`, readFileSync(`${root}/stdlib/${name}`, 'utf8')]))
writeFileSync(`${out}/library.json`, JSON.stringify(library))
const alias = {
  'cepol-wasm': `${folder}/src/server/${module ? 'wasm' : 'no_wasm'}.ts`,
  'cepol-library': `${out}/library.json`,
  ...(module ? { 'cepol-module': module } : {}),
}
const common = {
  bundle: true, external: ['vscode'], alias, nodePaths: [`${process.env.CEPOL_NPM}/node_modules`], absWorkingDir: folder,
  logLevel: 'warning', legalComments: 'none', target: 'es2022', charset: 'utf8',
}
const node = { ...common, platform: 'node', format: 'cjs', minify: true }
const web = { ...common, platform: 'browser', format: 'cjs', minify: true, mainFields: ['browser', 'module', 'main'] }
await Promise.all([
  build({ ...node, entryPoints: ['src/shell/desktop.ts', 'src/server/worker_node.ts'], outdir: `${out}/extension/dist`, entryNames: '[name]' }),
  build({ ...web, entryPoints: ['src/shell/web.ts'], outdir: `${out}/extension/dist`, entryNames: '[name]' }),
  build({ ...web, format: 'iife', entryPoints: ['src/server/worker_web.ts'], outdir: `${out}/extension/dist`, entryNames: '[name]' }),
  build({
    ...common, platform: 'node', format: 'cjs', outdir: `${out}/test`, outExtension: { '.js': '.cjs' },
    entryPoints: ['test/*.test.ts'], external: ['vscode-textmate', 'vscode-oniguruma'],
  }),
])
