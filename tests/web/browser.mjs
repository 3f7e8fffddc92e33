// What the tests of pages share: Chromium, and a folder that goes when the test ends.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

const chromium_file = '/usr/bin/chromium'

// Ends the test with 77 where there is no such page, or no browser.
export function needs(page) {
  if (existsSync(page) && existsSync(chromium_file)) return
  console.log('skipped: dev/web has not made the pages, or there is no Chromium')
  process.exit(77)
}

export async function begin(web) {
  const { chromium } = createRequire(path.join(web, 'npm/'))('playwright-core')
  const folder = mkdtempSync(path.join(tmpdir(), 'cepol-page-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const browser = await chromium.launch({
    executablePath: chromium_file,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  return { browser, folder }
}
