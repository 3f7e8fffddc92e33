// Runs cepol for the page: one thing at a time, with its progress shown, and a way to stop it.
import { Cancelled, Client, Failed } from '../client.js'
import { fill, make, one } from '../dom.js'
import { embedded, embeddedText } from '../embedded.js'
import { language, say, today } from '../language.js'
import type { RunResult } from '../worker.js'

let carried: { script: string; module: ArrayBuffer; files: ArrayBuffer } | undefined
// A worker of its own, with what the page carries.
export function newClient(): Client {
  carried ??= { script: embeddedText('worker'), module: embedded('module'), files: embedded('files') }
  return new Client(carried.script, carried.module, carried.files)
}

let client: Client | undefined
export function cepol(): Client {
  client ??= newClient()
  return client
}

// The last line of what a terminal would show.
export function lastLine(text: string): string {
  const lines = text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').split(/[\r\n]/)
  return lines.filter((line) => line.trim() !== '').pop() ?? ''
}

let running = 0
export async function work(
  what: string,
  words: string[],
  read: string[] = [],
  quiet = false,
): Promise<RunResult | undefined> {
  const status = one('#status')
  const turn = ++running
  const bar = make('span', { class: 'now' })
  const show = () =>
    fill(
      status,
      make('b', {}, what),
      bar,
      make('button', { type: 'button', click: () => cepol().cancel() }, say('停止', 'Stop')),
    )
  const shown = setTimeout(show, quiet ? 400 : 100)
  document.body.setAttribute('aria-busy', 'true')
  try {
    const settings = { today: today(), language: language() }
    return await cepol().run(words, settings, read, (part) => {
      const line = lastLine(part)
      if (line !== '') bar.textContent = line
    })
  } catch (error) {
    if (error instanceof Cancelled) tell(say('已停止。文件都还在，可以再算。', 'Stopped. The files are still here.'))
    else if (error instanceof Failed)
      tell(
        say(
          '没有算完：多半是内存不够。已经重新开始，文件都还在；请关掉别的网页再试，或者在命令行用 cepol（没有这个限制）。',
          'This was not finished, most likely as memory ran out. cepol has begun anew and the files are still here: close other pages and try again, or use cepol on the command line, which has no such limit.',
        ) + `（${error.message}）`,
        true,
      )
    else throw error
    return undefined
  } finally {
    clearTimeout(shown)
    if (turn === running) {
      fill(status)
      document.body.removeAttribute('aria-busy')
    }
  }
}

export function tell(text: string, alert = false): void {
  const place = one('#told')
  fill(place, text === '' ? null : make('p', alert ? { class: 'alert', role: 'alert' } : {}, text))
}
