// Bundles the extension, its workers and its tests. Usage: node bundle.mjs FOLDER OUT [WASM-MODULE.js]
import { createRequire } from 'node:module'

const [folder, out, door] = process.argv.slice(2)
const { build } = createRequire(`${process.env.CEPOL_NPM}/`)('esbuild')
const alias = { 'cepol-wasm': door ?? `${folder}/src/server/no_wasm.ts` }
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
