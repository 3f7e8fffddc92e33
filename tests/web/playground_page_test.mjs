// The playground in Chromium, from a file, offline: the lesson, diagnostics, completion, hover, examples that fail and pass,
// the notice that follows, results, the comparison, sharing; a trap and a stop leave it usable; nothing may be fetched.
// Usage: node playground_page_test.mjs ROOT WEB [PICTURES], where PICTURES is a folder for screenshots.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { begin, needs } from './browser.mjs'

const [root, web, pictures] = process.argv.slice(2)
needs(`${web}/pages/playground.html`)
const { browser, folder } = await begin(web)

const settled = (page) => page.waitForFunction(() => document.body.dataset.live === 'done')
async function opened(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', offline: true, ...options })
  const page = await context.newPage()
  // The workers in the order in which they begin: the editor's is the first.
  await page.addInitScript(() => {
    window.workers = []
    const Real = Worker
    window.Worker = class extends Real {
      constructor(url) {
        super(url)
        window.workers.push(this)
      }
    }
  })
  page.on('pageerror', (error) => assert.fail(`the page threw: ${error.stack}`))
  await page.goto(pathToFileURL(`${web}/pages/playground.html`).href)
  await settled(page)
  return page
}
const picture = async (page, name) => {
  if (pictures === undefined) return
  await page.waitForTimeout(400)
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
}
const policyText = (page) => page.evaluate(() => [...document.querySelectorAll('#policy .cm-line')].map((line) => line.textContent).join('\n'))
async function toStep(page, step) {
  for (let i = 1; i < step; ++i) await page.click('#lesson-next')
  await settled(page)
}
// Clicks behind the first occurrence of a text in the policy, and types.
async function typeAfter(page, text, typed) {
  await page.waitForTimeout(250) // the editor may still scroll
  const place = await page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('#policy .cm-line')) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.data.indexOf(wanted)
        if (at < 0) continue
        node.parentElement.scrollIntoView({ block: 'nearest' })
        const range = document.createRange()
        range.setStart(node, at + wanted.length - 1)
        range.setEnd(node, at + wanted.length)
        const { right, top, height } = range.getBoundingClientRect()
        return { x: right - 1, y: top + height / 2 }
      }
    }
    throw new Error(wanted)
  }, text)
  await page.mouse.click(place.x, place.y)
  await page.waitForFunction((wanted) => document.querySelector('#policy .cm-activeLine')?.textContent.includes(wanted), text)
  if (typed !== '') await page.keyboard.type(typed)
}
async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  const file = path.join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}
const untilText = (page, selector, pattern) =>
  page.waitForFunction(([where, source]) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''), [selector, pattern.source])

// A first visit: the lesson begins, and the clauses of its notice are open.
const page = await opened()
assert.match(await page.textContent('#lesson'), /1\/7/)
await untilText(page, '#clauses', /遗漏 4 条/)
await picture(page, 'web-playground-begin')
await toStep(page, 4)
await untilText(page, '#tab-examples', /2\/2/)
await page.waitForSelector('#policy .is-keyword')

// The notice follows the cursor, and the policy the notice.
await typeAfter(page, '判定', '')
await page.waitForSelector('.notice .clause')
assert.match((await page.locator('.notice .clause').allTextContents()).join(''), /逾期不予受理/)
await picture(page, 'web-playground-notice')
await typeAfter(page, '姓名', '')
await page.waitForFunction(() => document.querySelector('.notice .clause') === null)
await page.locator('.notice .cm-line', { hasText: '9月30日前申报' }).click()
await page.waitForFunction(() => /判定 受理/.test(document.querySelector('#policy .cm-activeLine')?.textContent ?? ''))

// An example fails, is told with the difference and its place, and passes after mending.
await typeAfter(page, '2026-09-30', '')
await page.keyboard.press('Backspace')
await page.keyboard.press('Backspace')
await page.keyboard.type('29')
await untilText(page, '#tab-examples', /1\/2/)
assert.match(await page.textContent('#examples'), /预期 受理，得到 逾期不予受理/)
await picture(page, 'web-playground-fails')
await page.click('#examples .first .place')
await page.waitForFunction(() => /截止当天申报/.test(document.querySelector('#policy .cm-activeLine')?.textContent ?? ''))
await typeAfter(page, '2026-09-29', '')
await page.keyboard.press('Backspace')
await page.keyboard.press('Backspace')
await page.keyboard.type('30')
await untilText(page, '#tab-examples', /2\/2/)

// An error is marked while typing, and told at once.
await typeAfter(page, '§一', '九')
await page.waitForSelector('#policy .cm-lintRange-error, #policy .cm-lintRange-warning')
await page.hover('#policy .cm-lintRange-error, #policy .cm-lintRange-warning')
await page.waitForSelector('.cm-tooltip-lint, .cm-tooltip-hover .cm-diagnostic')
assert.match(await page.textContent('.cm-diagnostic'), /§一九/)
await picture(page, 'web-playground-error')
// What is suggested is written by a click.
await page.click('.cm-tooltip .cm-diagnosticAction')
assert.match(await policyText(page), /依据 §一 \{/)
await page.mouse.move(5, 400)
await page.waitForFunction(() => document.querySelector('#policy .cm-lintRange-error') === null)

// Hover quotes the clause; completion offers what can stand at a place.
await page.hover('#policy .is-decorator')
await page.waitForSelector('.cm-tooltip-hover')
assert.match(await page.textContent('.cm-tooltip-hover'), /9月30日前申报/)
await picture(page, 'web-playground-hover')
await page.mouse.move(5, 400)
await page.focus('#policy .cm-content')
await page.keyboard.press('Control+End')
await page.keyboard.type('示')
await page.keyboard.press('Control+Space')
await page.waitForSelector('.cm-tooltip-autocomplete li')
assert.match(await page.textContent('.cm-tooltip-autocomplete'), /示例/)
await picture(page, 'web-playground-completion')
await page.keyboard.press('Escape')
await page.keyboard.press('Backspace')
await untilText(page, '#tab-examples', /2\/2/)

// Results of a roster; a table that is missing is asked for.
for (let i = 0; i < 3; ++i) await page.click('#lesson-next')
await settled(page)
await page.click('#compute')
await page.waitForSelector('#results-page iframe')
const results = await (await page.$('#results-page iframe')).contentFrame()
await results.waitForSelector('tr[data-row]')
assert.match(await results.textContent('body'), /Y005/)
await picture(page, 'web-playground-results')
// Last year's policy is the fifth step's: what has changed is told.
const last = path.join(folder, 'last.cepol')
writeFileSync(last, readFileSync(`${root}/interpreter/web/src/playground/lesson/zh/5.cepol`))
await page.click('#tab-compare')
await page.setInputFiles('#pick-last', [last, `${root}/interpreter/web/src/playground/lesson/zh/notice.txt`])
await page.click('#compare')
await page.waitForSelector('#compare-page iframe')
const changes = await (await page.$('#compare-page iframe')).contentFrame()
await changes.waitForFunction(() => /发证/.test(document.body?.textContent ?? ''))
await picture(page, 'web-playground-compare')

// Nothing can be fetched, by the page or by what it carries.
for (const attempt of [page, results, changes]) {
  const refused = await attempt.evaluate(async () => {
    const tries = [fetch('data:text/plain,x'), fetch('http://127.0.0.1:9/'), fetch(location.href)]
    return (await Promise.allSettled(tries)).every((one) => one.status === 'rejected')
  })
  assert.ok(refused, 'a page must not be able to fetch')
}

// Shared as one file, and brought back on another machine.
const shared = await saved(page, () => page.click('#share'))
assert.match(path.basename(shared), /yunze-2026\.playground\.json/)
const before = await policyText(page)
const own = await saved(page, () => page.click('#save'))
assert.ok(readFileSync(own, 'utf8').startsWith('政策 yunze/2026'))
await page.context().close()
const other = await opened()
await other.setInputFiles('#pick', [shared])
await other.waitForFunction(() => document.querySelector('#lesson').hidden)
await settled(other)
await untilText(other, '#tab-examples', /8\/8/)
assert.equal((await policyText(other)).slice(0, 200), before.slice(0, 200))
assert.match(await other.textContent('#files'), /人员\.csv/)
// A notice and a policy, dropped.
const dropped = await other.evaluateHandle(() => {
  const given = new DataTransfer()
  given.items.add(new File(['policy drop/1 "d" {\n  notice "n.txt"\n}\n'], 'p.cepol'))
  given.items.add(new File(['1. First\n\nA clause of 3 hours.\n'], 'n.txt'))
  return given
})
await other.dispatchEvent('#policy .cm-content', 'drop', { dataTransfer: dropped })
await untilText(other, '#clauses', /§1/)
assert.match(await other.textContent('.notice'), /A clause of 3 hours/)

// A policy that comes with cepol, with its notice and sample; a run is stopped, and done again.
await other.selectOption('#open', 'policies/nmg/2017.cepol')
await untilText(other, '#tab-examples', /125\/125/)
await picture(other, 'web-playground-shipped')
const rows = ['证书编号,所属行业,申报方式,申报级别,出生年月,送审日期']
for (let i = 0; i < 60_000; ++i) rows.push(`W${i},卫生,评审,高级,19${60 + (i % 30)}-0${1 + (i % 9)},`)
const sample = path.join(root, 'policies/nmg/2017-sample')
const many = path.join(folder, '人员.csv')
writeFileSync(many, rows.join('\n') + '\n')
await other.setInputFiles('#pick', [many])
await other.click('#compute')
await other.waitForFunction(() => {
  if (!/^结果/.test(document.querySelector('#status b')?.textContent ?? '')) return false
  document.querySelector('#status button').click()
  return true
})
await untilText(other, '#told', /已停止/)
await other.setInputFiles('#pick', readdirSync(sample).map((name) => path.join(sample, name)))
await other.click('#compute')
await other.waitForSelector('#results-page iframe')

// A policy with a hundred thousand brackets is refused or ends the service; the page goes on.
const deep = path.join(folder, 'deep.cepol')
writeFileSync(deep, `policy deep\ntitle "deep"\nrecord person\n  id: key\ndecision d of person\n  yes when ${'('.repeat(100_000)}true${')'.repeat(100_000)}\n`)
await other.setInputFiles('#pick', [deep])
await other.waitForTimeout(1500)
await other.selectOption('#open', 'lesson')
await toStep(other, 5)
await untilText(other, '#tab-examples', /5\/5/)
await other.waitForSelector('#policy .is-keyword')
await other.context().close()

// The service ends in a trap: it is told, and goes on with the next change. A command's worker ends: likewise.
const broken = await opened()
await toStep(broken, 4)
await untilText(broken, '#tab-examples', /2\/2/)
await broken.evaluate(() => window.workers[0].dispatchEvent(new MessageEvent('message', { data: { ended: 'trap' } })))
await untilText(broken, '#told', /停了下来/)
await typeAfter(broken, '§一', '九')
await broken.waitForSelector('#policy .cm-lintRange-error')
assert.equal(await broken.textContent('#told'), '')
await untilText(broken, '#tab-examples', /!/)
await broken.evaluate(() => {
  window.count = window.workers.length
  window.workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
})
await broken.keyboard.press('Backspace')
await untilText(broken, '#tab-examples', /2\/2/)
assert.ok(await broken.evaluate(() => window.workers.length > window.count))
await broken.context().close()

// In English, on a phone, in the dark.
const phone = await opened({ viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'dark' })
assert.match(await phone.textContent('#lesson'), /1 of 7/)
await toStep(phone, 4)
await untilText(phone, '#tab-examples', /2\/2/)
const width = await phone.evaluate(() => document.documentElement.scrollWidth)
assert.ok(width <= 390, `as wide as the screen: ${width}`)
await picture(phone, 'web-playground-phone')
await phone.click('.tongue')
assert.match(await phone.textContent('#lesson'), /4\/7/)
await untilText(phone, '#examples', /示例 2 个/)
await phone.context().close()

// By keyboard: tabs with arrows, out of the editor with Tab; what a screen reader has.
const dark = await opened({ locale: 'en-GB', colorScheme: 'dark' })
await toStep(dark, 5)
await picture(dark, 'web-playground-dark')
await dark.focus('#tab-examples')
await dark.keyboard.press('ArrowRight')
assert.ok(await dark.isVisible('#clauses'))
await dark.focus('#policy .cm-content')
await dark.keyboard.press('Tab')
assert.ok(await dark.evaluate(() => !document.querySelector('#policy').contains(document.activeElement)))
const unnamed = await dark.evaluate(() =>
  [...document.querySelectorAll('button, input, select, iframe, [role=textbox]')]
    .filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label') || one.title || one.labels?.length || one.getAttribute('aria-labelledby')))
    .map((one) => one.outerHTML),
)
assert.deepEqual(unnamed, [])
await dark.context().close()

await browser.close()
console.log('the playground holds')
