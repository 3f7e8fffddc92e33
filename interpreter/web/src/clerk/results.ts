// Results: the page that `cepol eval -o results.html` writes, within this one; a person's explanation and letter; files.
import { fill, make, one, save } from '../dom.js'
import { say } from '../language.js'
import { complete, inputWords, readingWords, state } from './state.js'
import { tell, work } from './work.js'

const utf8 = new TextDecoder()
const kinds: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  csv: 'text/csv',
  json: 'application/json',
}

export async function compute(): Promise<void> {
  const place = one('#results')
  fill(place)
  if (!complete()) return
  const words = ['eval', ...inputWords(), ...readingWords(), '-o', 'out/results.html']
  const ran = await work(say('计算', 'Computing'), words, ['out/results.html'])
  if (ran === undefined) return
  const page = ran.files['out/results.html']
  if (page === undefined) return tell(ran.err, true)
  tell('')
  const frame = make('iframe', { title: say('结果', 'Results'), class: 'results' })
  frame.srcdoc = utf8.decode(page)
  frame.addEventListener('load', () => follow(frame))
  fill(
    place,
    outputs(page),
    make('details', { class: 'summary' }, make('summary', {}, say('概况', 'Summary')), make('pre', {}, ran.err.trim())),
    frame,
  )
  frame.scrollIntoView({ block: 'end' })
}

// A row that is chosen in the page of results is offered to be explained to the bottom, and its letter.
function follow(frame: HTMLIFrameElement): void {
  const inner = frame.contentDocument!
  const offer = (target: EventTarget | null) => {
    const row = (target as Element | null)?.closest('tr[data-row]')
    const key = row?.querySelector('td')?.textContent?.trim()
    if (key === undefined || key === '') return
    const dialog = inner.querySelector('dialog[open]')
    if (dialog === null || dialog.querySelector('.further') !== null) return
    const button = (words: string, act: () => void) => {
      const made = inner.createElement('button')
      made.type = 'button'
      made.textContent = words
      made.addEventListener('click', act)
      return made
    }
    const further = inner.createElement('p')
    further.className = 'further'
    further.append(
      button(say('解释到底', 'Explain to the bottom'), () => void explain(key)),
      ' ',
      button(say('通知书', 'Letter'), () => void letter(key)),
    )
    dialog.append(further)
  }
  inner.addEventListener('click', (event) => setTimeout(() => offer(event.target), 0))
  inner.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') setTimeout(() => offer(event.target), 0)
  })
}

function show(title: string, page: string, files: HTMLElement[]): void {
  const frame = make('iframe', { title })
  frame.srcdoc = page
  const dialog = make(
    'dialog',
    { class: 'sheet-dialog', 'aria-label': title },
    make(
      'div',
      { class: 'bar' },
      make('b', {}, title),
      ...files,
      make('button', { type: 'button', click: () => frame.contentWindow!.print() }, say('打印', 'Print')),
      make('button', { type: 'button', click: () => dialog.close() }, say('关闭', 'Close')),
    ),
    frame,
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

export async function explain(key: string): Promise<void> {
  const words = ['explain', ...inputWords(), key, ...readingWords(), '-o', 'out/explained.html']
  const ran = await work(say('解释', 'Explaining'), words, ['out/explained.html'])
  if (ran === undefined) return
  const page = ran.files['out/explained.html']
  if (page === undefined) return tell(ran.err, true)
  show(say(`解释：${key}`, `Explanation: ${key}`), utf8.decode(page), [])
}

export async function letter(key: string): Promise<void> {
  const words = ['letter', ...inputWords(), key, ...readingWords(), '-o', 'out/letter.html']
  const ran = await work(say('写通知书', 'Writing the letter'), words, ['out/letter.html'])
  if (ran === undefined) return
  const page = ran.files['out/letter.html']
  if (page === undefined) return tell(ran.err, true)
  const docx = make('button', { type: 'button', click: () => void letters([key], `${key}.docx`) }, say('存为 .docx', 'Save as .docx'))
  show(say(`通知书：${key}`, `Letter: ${key}`), utf8.decode(page), [docx])
}

async function letters(who: string[], name: string): Promise<void> {
  const words = ['letter', ...inputWords(), ...who, ...readingWords(), '-o', 'out/letters.docx']
  const ran = await work(say('写通知书', 'Writing letters'), words, ['out/letters.docx'])
  const written = ran?.files['out/letters.docx']
  if (written !== undefined) save(name, written, kinds['docx']!)
  else if (ran !== undefined) tell(ran.err, true)
}

async function saveAs(ending: string, name: string): Promise<void> {
  const words = ['eval', ...inputWords(), ...readingWords(), '-o', `out/results.${ending}`]
  const ran = await work(say('写文件', 'Writing the file'), words, [`out/results.${ending}`])
  const written = ran?.files[`out/results.${ending}`]
  if (written !== undefined) save(name, written, kinds[ending]!)
  else if (ran !== undefined) tell(ran.err, true)
}

// A file for each table.
async function saveCsv(): Promise<void> {
  const words = ['eval', ...inputWords(), ...readingWords(), '-o', 'out/csv', '--output-encoding', 'utf-8-bom']
  const ran = await work(say('写文件', 'Writing files'), words, ['out/csv'])
  if (ran === undefined) return
  const names = Object.keys(ran.files)
  if (names.length === 0) return tell(ran.err, true)
  for (const name of names) save(name.replace('out/csv/', ''), ran.files[name]!, kinds['csv']!)
}

async function compareReadings(): Promise<void> {
  const words = ['eval', ...inputWords(), '--readings', 'all']
  const ran = await work(say('比较读法', 'Comparing readings'), words)
  if (ran === undefined) return
  fill(one('#readings'), make('pre', {}, (ran.out + ran.err).trim()))
}

function outputs(page: Uint8Array<ArrayBuffer>): HTMLElement {
  const base = say('结果', 'results')
  const button = (words: string, act: () => unknown) => make('button', { type: 'button', click: () => void act() }, words)
  const decision = make('select', { 'aria-label': say('给哪些人', 'To whom') })
  for (const one of state.about!.decisions)
    for (const outcome of one.outcomes)
      decision.append(make('option', { value: `${one.name}=${outcome}` }, `${one.table} · ${one.name}：${outcome}`))
  return make(
    'div',
    { class: 'outputs' },
    make(
      'p',
      {},
      make('span', { class: 'label' }, say('存下结果', 'Save the results')),
      button(say('工作簿 .xlsx', 'Workbook .xlsx'), () => saveAs('xlsx', `${base}.xlsx`)),
      button('CSV', saveCsv),
      button(say('网页 .html', 'Page .html'), () => save(`${base}.html`, page, kinds['html']!)),
      button('JSON', () => saveAs('json', `${base}.json`)),
    ),
    make(
      'p',
      {},
      make('span', { class: 'label' }, say('通知书', 'Letters')),
      decision,
      button(say('存为 .docx', 'Save as .docx'), () =>
        letters(['--only', decision.value], say('通知书.docx', 'letters.docx')),
      ),
    ),
    state.about!.readings.length > 0 &&
      make(
        'p',
        {},
        make('span', { class: 'label' }, say('读法', 'Readings')),
        button(say('哪些结果取决于怎么读', 'Which results depend on the reading'), compareReadings),
      ),
    make('div', { id: 'readings' }),
  )
}
