// Makes the pages of the modules of WebAssembly in OUT: node build.mjs ROOT OUT. What it needs is installed where npm put it
// (dev/web); each page is one file, with everything in it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [root, out] = process.argv.slice(2)
const web = path.join(root, 'interpreter/web')
const esbuild = createRequire(path.join(out, 'npm/'))('esbuild')
const read = (file) => readFileSync(file, 'utf8')
mkdirSync(path.join(out, 'pages'), { recursive: true })

const options = {
  bundle: true,
  minify: true,
  write: false,
  target: 'es2022',
  nodePaths: [path.join(out, 'npm/node_modules')],
  loader: { '.cepol': 'text', '.txt': 'text', '.csv': 'text' },
  logLevel: 'warning',
}
const bundled = (entry, more) => esbuild.buildSync({ ...options, entryPoints: [path.join(web, entry)], ...more }).outputFiles[0].text

// For tests and for the build itself: the module in Node.js.
const in_node = path.join(out, 'module.mjs')
writeFileSync(in_node, bundled('src/node.ts', { format: 'esm', platform: 'node', minify: false }))
const { MemoryFiles, run } = await import(pathToFileURL(in_node))

// Policies, their notices, samples and what lies beside them; the standard library.
const files = {}
const add = (folder) => {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory() && !entry.name.endsWith('-bad')) add(name)
    if (entry.isFile() && entry.name !== 'README.md') files[name] = read(path.join(root, name))
  }
}
add('policies')
add('stdlib')

const module = new WebAssembly.Module(readFileSync(path.join(out, 'cepol.wasm')))
const memory = new MemoryFiles()
for (const [name, text] of Object.entries(files)) memory.put(name, Buffer.from(text))
const shipped = Object.keys(files)
  .filter((name) => name.startsWith('policies/') && name.endsWith('.cepol'))
  .sort()
  .flatMap((name) => {
    const ran = run(module, memory, ['tables', name, '--format', 'json'], { today: '', language: 'zh' })
    if (ran.out === '') throw new Error(`${name}: ${ran.err}`)
    const about = JSON.parse(ran.out).policy[0]
    const sample = name.replace(/\.cepol$/, '-sample/')
    return [{ path: name, title: about.title, sample: Object.keys(files).filter((file) => file.startsWith(sample)) }]
  })

const packed = (bytes) => {
  const ran = spawnSync('xz', ['-9e', '--check=crc32', '--stdout'], { input: bytes, maxBuffer: 1 << 28 })
  if (ran.status !== 0) throw new Error(String(ran.stderr))
  return ran.stdout.toString('base64')
}
// A text within a script element ends with it.
const within = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
const raw_string = (file) => /R"\(([\s\S]*?)\)"/.exec(read(path.join(root, file)))[1]
// The style sheets of all pages of cepol, and those of pages that compute.
const style = [
  raw_string('interpreter/report/html.cpp'),
  raw_string('interpreter/pages/shared_style.cpp'),
  read(path.join(web, 'src/style.css')),
].join('\n')

const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')
const parts = {
  worker: bundled('src/worker.ts', { format: 'iife' }),
  files: packed(Buffer.from(JSON.stringify(files))),
}

function page(name, entry, css, module) {
  const html = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>cepol</title>
<style>
${style}
${read(path.join(web, css))}</style>
<body>
<div id="app"></div>
<noscript><p>cepol: JavaScript</p></noscript>

<script type="text/plain" id="packed-worker">${within(parts.worker)}</script>
<script type="text/plain" id="packed-module">${packed(readFileSync(path.join(out, module)))}</script>
<script type="text/plain" id="packed-files">${parts.files}</script>
<script type="application/json" id="packed-shipped">${within(JSON.stringify(shipped))}</script>
<script>${within(bundled(entry, { format: 'iife' }))}</script>
</html>
`
  writeFileSync(path.join(out, 'pages', name), html)
  console.log(`${name}: ${Buffer.byteLength(html)} bytes`)
}
page('cepol.html', 'src/clerk/main.ts', 'src/clerk/clerk.css', 'clerk.wasm')
page('playground.html', 'src/playground/main.ts', 'src/playground/playground.css', 'cepol.wasm')
