// The pages in Firefox, from files, offline: what another browser could do otherwise. The clerk's page from files to results,
// an explanation and a saved file; nothing may be fetched; the playground checks and tries its policy. Usage: node
// firefox_test.mjs CEPOL ROOT WEB [PICTURES].
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [cepol, root, web, pictures] = process.argv.slice(2)
const firefox = '/usr/bin/firefox-esr'
if (!existsSync(`${web}/pages/cepol.html`) || !existsSync(firefox)) {
  console.log('skipped: dev/web has not made the pages, or there is no Firefox')
  process.exit(77)
}
const { default: puppeteer } = await import(pathToFileURL(createRequire(path.join(web, 'npm/')).resolve('puppeteer-core')))
const folder = mkdtempSync(path.join(tmpdir(), 'cepol-firefox-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: firefox,
  headless: true,
  env: { ...process.env, HOME: folder },
  // Puppeteer would let files read one another, which Firefox does not.
  extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true, 'browser.download.folderList': 2, 'browser.download.dir': folder, 'intl.accept_languages': 'zh-CN' },
})

let refusals = 0 // of the page's own policy and of Firefox, as it reports them
async function opened(name) {
  const page = await browser.newPage()
  page.on('pageerror', (error) => {
    if (/^(Content-Security-Policy|Cross-Origin Request Blocked)/.test(error.message)) refusals += 1
    else assert.fail(`the page threw: ${error.message}`)
  })
  await page.setViewport({ width: 1366, height: 768 })
  await page.goto(pathToFileURL(`${web}/pages/${name}.html`).href)
  return page
}
const picture = async (page, name) => {
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, `${name}.png`) })
}

const sample = path.join(root, 'policies/nmg/2017-sample')
const page = await opened('cepol')
await page.waitForSelector('#policy')
await page.select('#policy', 'policies/nmg/2017.cepol')
await page.waitForSelector('#about .facts')
await (await page.$('#pick')).uploadFile(...readdirSync(sample).map((name) => path.join(sample, name)))
await page.waitForSelector('#compute-act button:not([disabled])')
await page.click('#compute-act button')
const frame = await (await page.waitForSelector('iframe.results')).contentFrame()
await frame.waitForSelector('tr[data-row]')
await picture(page, 'web-firefox-results')

const ran = spawnSync(cepol, ['eval', 'policies/nmg/2017.cepol', 'policies/nmg/2017-sample', '--format', 'json'], { cwd: root, maxBuffer: 1 << 28 })
const native = JSON.parse(ran.stdout)
const people = Object.values(native)[0]
await page.evaluate(() => [...document.querySelectorAll('.outputs button')].find((one) => one.textContent.includes('JSON')).click())
const download = () => readdirSync(folder).find((name) => name.endsWith('.json'))
const until = async (holds, what) => {
  for (let i = 0; i < 300; ++i) {
    if (holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail(`not within 30 seconds: ${what}`)
}
await until(() => download() !== undefined && !readdirSync(folder).some((name) => name.endsWith('.part')), 'the file is saved')
assert.deepEqual(JSON.parse(readFileSync(path.join(folder, download()), 'utf8')), native)

await frame.type('input[type=search]', people[2]['证书编号'])
await frame.waitForFunction(() => document.querySelector('.sheet').querySelectorAll('tr[data-row]').length === 1)
await frame.click('.sheet tr[data-row]')
await frame.waitForSelector('.further button')
await frame.click('.further button')
const explained = await (await page.waitForSelector('.sheet-dialog[open] iframe')).contentFrame()
await explained.waitForFunction((key) => document.body?.textContent.includes(key), {}, people[2]['证书编号'])
assert.match(await explained.evaluate(() => document.body.textContent), /§三\(一\)/)
await picture(page, 'web-firefox-explained')

assert.equal(refusals, 0, 'the page fetches nothing')
const allowed = await page.evaluate(async () => {
  const places = ['data:text/plain,x', 'http://127.0.0.1:9/', new URL('playground.html', location.href).href]
  const tries = await Promise.allSettled(places.map((one) => fetch(one)))
  return places.filter((_, i) => tries[i].status !== 'rejected')
})
assert.deepEqual(allowed, [], 'a page must not be able to fetch')

const playground = await opened('playground')
await playground.waitForFunction(() => document.body.dataset.live === 'done', { timeout: 60_000 })
assert.equal((await playground.$$('.cm-content')).length, 2)
await picture(playground, 'web-firefox-playground')

await browser.close()
console.log(`the pages hold in Firefox`)
