// The clerk's page in Chromium, from a file, offline: files are dropped, results read, a person explained, a workbook read
// back; an error, a trap and a cancelled run leave the page usable; nothing may be fetched. Usage: node clerk_page_test.mjs
// CEPOL ROOT WEB [PICTURES], where PICTURES is a folder for screenshots.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { begin, needs } from './browser.mjs'

const [cepol, root, web, pictures] = process.argv.slice(2)
needs(`${web}/pages/cepol.html`)
const { browser, folder } = await begin(web)

const sample = path.join(root, 'policies/nmg/2017-sample')
const sample_files = readdirSync(sample).map((name) => path.join(sample, name))

async function opened(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', offline: true, ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(`the page threw: ${error.message}`))
  await page.goto(pathToFileURL(`${web}/pages/cepol.html`).href)
  return page
}
const picture = async (page, name, full = false) => {
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: full })
}
async function withData(page, files = sample_files) {
  await page.selectOption('#policy', 'policies/nmg/2017.cepol')
  await page.waitForSelector('#about .facts')
  await page.setInputFiles('#pick', files)
  await page.waitForSelector('#tables table')
  await page.waitForFunction((count) => document.querySelectorAll('#files li').length === count, files.length)
}
async function compute(page) {
  await page.click('#compute-act button')
  await page.waitForSelector('iframe.results')
  const frame = await (await page.$('iframe.results')).contentFrame()
  await frame.waitForSelector('tr[data-row]')
  return frame
}
async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  const file = path.join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}

// From the data to a letter.
const page = await opened()
await picture(page, 'web-clerk-begin')
await withData(page)
await picture(page, 'web-clerk-data', true)
assert.equal(await page.locator('#tables .sign.good').count(), 6)
await page.click('#check-act button')
await page.waitForSelector('#problems table')
const frame = await compute(page)
await page.waitForTimeout(300)
await picture(page, 'web-clerk-results')
// The same results as the program.
const native = JSON.parse(
  spawnSync(cepol, ['eval', 'policies/nmg/2017.cepol', 'policies/nmg/2017-sample', '--format', 'json'], { cwd: root, maxBuffer: 1 << 28 }).stdout,
)
const people = Object.values(native)[0]
const json = await saved(page, () => page.click('.outputs button:text("JSON")'))
assert.deepEqual(JSON.parse(readFileSync(json, 'utf8')), native)
// A person, found, explained, with a letter.
await frame.fill('input[type=search] >> nth=0', people[2]['证书编号'])
await frame.waitForFunction(() => document.querySelector('.sheet').querySelectorAll('tr[data-row]').length === 1)
await frame.click('.sheet >> nth=0 >> tr[data-row]')
await frame.click('.further button >> nth=0')
await page.waitForSelector('.sheet-dialog[open] iframe')
const explained = await (await page.$('.sheet-dialog iframe')).contentFrame()
await explained.waitForSelector('body')
const told = await explained.evaluate(() => document.body.textContent)
assert.ok(told.includes(people[2]['证书编号']) && told.includes('§三(一)'), told.slice(0, 200))
await page.waitForTimeout(200)
await picture(page, 'web-clerk-explained')
await page.click('.sheet-dialog .bar button:text("关闭")')
await frame.click('.further button >> nth=1')
await page.waitForSelector('.sheet-dialog[open] iframe')
const letter = await saved(page, () => page.click('.sheet-dialog button:text(".docx")'))
assert.equal(readFileSync(letter).subarray(0, 2).toString(), 'PK')
await page.click('.sheet-dialog .bar button:text("关闭")')
// The workbook, read back by the program as data would be: its sheets and rows are there.
const workbook = await saved(page, () => page.click('.outputs button:text(".xlsx")'))
const own = path.join(folder, 'own.xlsx')
spawnSync(cepol, ['eval', 'policies/nmg/2017.cepol', ...sample_files.map((file) => path.relative(root, file)), '-o', own], { cwd: root })
assert.ok(readFileSync(workbook).byteLength > 20_000 && Math.abs(readFileSync(workbook).byteLength - readFileSync(own).byteLength) < 200)
// Other readings give other results; what depends on them is listed.
await page.click('.outputs button:text("哪些结果取决于怎么读")')
await page.waitForSelector('#readings pre')
assert.match(await page.textContent('#readings'), /连续/)

// Nothing can be fetched, by the page or by what it carries.
for (const attempt of [page, frame]) {
  const refused = await attempt.evaluate(async () => {
    const tries = [fetch('data:text/plain,x'), fetch('http://127.0.0.1:9/'), fetch(location.href)]
    return (await Promise.allSettled(tries)).every((one) => one.status === 'rejected')
  })
  assert.ok(refused, 'a page must not be able to fetch')
}
await page.context().close()

// A table is missing: nothing is computed until it is said to be empty.
const lacking = await opened()
await withData(lacking, sample_files.filter((file) => !file.endsWith('考试.csv')))
assert.ok(await lacking.isDisabled('#compute-act button'))
assert.match(await lacking.textContent('#tables'), /没有找到/)
await lacking.check('#tables input[type=checkbox]')
await lacking.waitForFunction(() => document.querySelector('#compute-act button').disabled === false)
await compute(lacking)
// A file that is none is told, by its name, and costs nothing else.
const broken = path.join(folder, '坏的.xlsx')
writeFileSync(broken, 'no workbook')
await lacking.setInputFiles('#pick', [broken])
await lacking.waitForSelector('.said.alert')
assert.match(await lacking.textContent('.said.alert'), /坏的\.xlsx/)
await lacking.click('#files button[aria-label*="坏的"]')
await lacking.waitForFunction(() => document.querySelector('.said.alert') === null)
await compute(lacking)
await lacking.context().close()

// Much work is stopped, and done again.
// 50,000 people: those of the sample, many times, each with a number of its own.
const times = 338
const many = sample_files.map((file) => {
  const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  if (!head.replace('\ufeff', '').startsWith('证书编号,')) return file
  const copies = [head]
  for (let i = 0; i < times; ++i) for (const row of rows) copies.push(`${String(i).padStart(3, '0')}${row}`)
  const written = path.join(folder, path.basename(file))
  writeFileSync(written, copies.join('\n') + '\n')
  return written
})
const busy = await opened()
await withData(busy, many)
await busy.waitForSelector('#compute-act button:not([disabled])')
await busy.click('#compute-act button')
await busy.waitForSelector('#status button')
await busy.waitForFunction(() => /行/.test(document.querySelector('#status .now')?.textContent ?? ''))
await picture(busy, 'web-clerk-busy')
// The page answers while it computes.
assert.equal(await busy.evaluate(() => 1 + 1), 2)
await busy.click('#status button')
await busy.waitForFunction(() => /已停止/.test(document.querySelector('#told').textContent))
const begun = Date.now()
await compute(busy)
console.log(`50,000 people: ${Date.now() - begun} ms from the click to the results`)
await busy.context().close()

// Too much is refused with what to do instead.
const huge = await opened()
await huge.selectOption('#policy', 'policies/nmg/2017.cepol')
await huge.waitForSelector('#about .facts')
const large = path.join(folder, '学习.csv')
writeFileSync(large, Buffer.alloc(170 * 1024 * 1024, 'x'))
await huge.setInputFiles('#pick', [large])
await huge.waitForFunction(() => /cepol eval/.test(document.querySelector('#told').textContent))
await huge.context().close()

// A policy of one's own with a hundred thousand brackets ends the instance or is refused; the page goes on.
const deep = await opened()
const policy = path.join(folder, 'deep.cepol')
writeFileSync(policy, `policy deep\ntitle "deep"\nrecord person\n  id: key\ndecision d of person\n  yes when ${'('.repeat(100_000)}true${')'.repeat(100_000)}\n`)
await deep.setInputFiles('#pick', [policy])
await deep.waitForFunction(() => document.querySelector('#told').textContent !== '')
await withData(deep)
await compute(deep)
await deep.context().close()

// In English, on a phone, in the dark, by keyboard alone.
const phone = await opened({ viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'dark' })
assert.match(await phone.textContent('h1'), /roster/)
const width = await phone.evaluate(() => document.documentElement.scrollWidth)
assert.ok(width <= 390, `as wide as the screen: ${width}`)
await phone.keyboard.press('Tab')
await phone.keyboard.press('Tab')
assert.equal(await phone.evaluate(() => document.activeElement.id), 'policy')
await withData(phone)
await phone.focus('#compute-act button')
await phone.keyboard.press('Enter')
await phone.waitForSelector('iframe.results')
await phone.waitForTimeout(300)
assert.ok((await phone.evaluate(() => document.documentElement.scrollWidth)) <= 390)
await picture(phone, 'web-clerk-phone')
// What a screen reader has: headings, names of the controls, the state in a live region.
const unnamed = await phone.evaluate(() =>
  [...document.querySelectorAll('button, input, select, iframe')]
    .filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label') || one.title || one.labels?.length  || one.getAttribute('aria-labelledby')))
    .map((one) => one.outerHTML),
)
assert.deepEqual(unnamed, [])
await phone.context().close()

await browser.close()
console.log('the page of clerks holds')
