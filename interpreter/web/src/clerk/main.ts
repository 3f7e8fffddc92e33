// The clerk's page: a policy, the data, what is wrong with them, the results.
import { fill, make, one } from '../dom.js'
import { embeddedText } from '../embedded.js'
import { language, say, speak } from '../language.js'
import { addFiles, describeTables, listFiles, review } from './data.js'
import { addOwn, choose, chooser, describe, type Shipped } from './policies.js'
import { tongue } from '../tongue.js'
import { compute } from './results.js'
import { complete, state } from './state.js'
import { cepol } from './work.js'

const shipped = JSON.parse(embeddedText('shipped')) as Shipped[]

async function dropped(files: File[]): Promise<void> {
  const policy = files.filter((file) => /\.(cepol|txt|md)$/i.test(file.name))
  const has_policy = policy.some((file) => file.name.endsWith('.cepol'))
  const data = has_policy ? files.filter((file) => !policy.includes(file)) : files
  if (has_policy) {
    const path = await addOwn(policy)
    if (path !== undefined) await choose(path)
  }
  const read = await Promise.all(
    data.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
  if (read.length > 0) await addFiles(read)
  draw()
}

async function trySample(): Promise<void> {
  const sample = shipped.find((one) => one.path === state.policy)?.sample ?? []
  if (sample.length === 0) return
  const texts = await cepol().texts(sample)
  const utf8 = new TextEncoder()
  await addFiles(
    sample.map((path) => ({ name: path.slice(path.lastIndexOf('/') + 1), bytes: utf8.encode(texts[path] ?? '') })),
  )
  draw()
}

function dropZone(): HTMLElement {
  const input = make('input', {
    type: 'file',
    id: 'pick',
    multiple: true,
    change: () => {
      void dropped([...(input.files ?? [])])
      input.value = ''
    },
  })
  const zone = make(
    'div',
    { class: 'drop' },
    input,
    make('label', { for: 'pick' }, make('b', {}, say('把数据文件拖到这里，或者点这里选', 'Drop data files here, or choose them')), make('small', {}, '.xlsx  .csv  .tsv  .json  .ndjson')),
  )
  return zone
}

// The frame of the page, in the language of the moment.
function frame(): void {
  document.title = say('cepol：按政策核对名册', 'cepol: a roster by the policy')
  fill(
    one('#app'),
    make(
      'header',
      {},
      make(
        'p',
        { class: 'kicker' },
        'cepol',
        tongue(() => {
          frame()
          draw()
        }),
      ),
      make('h1', {}, say('按政策核对名册', 'A roster by the policy')),
      make(
        'p',
        { class: 'lead' },
        say(
          '一切都在这台电脑上算，什么也不上传，断了网也能用。',
          'Everything is computed on this machine. Nothing is uploaded, and no network is needed.',
        ),
      ),
    ),
    make(
      'main',
      {},
      make('section', { 'aria-labelledby': 'h1' }, make('h2', { id: 'h1' }, say('一、政策', '1. The policy')), make('div', { class: 'choose' }, chooser(shipped, draw), make('small', {}, say('自己的政策：把 .cepol 和通知的文本一起拖进来', 'One of your own: drop the .cepol with the text of its notice'))), make('div', { id: 'about' })),
      make(
        'section',
        { 'aria-labelledby': 'h2', id: 'data' },
        make('h2', { id: 'h2' }, say('二、数据', '2. The data')),
        dropZone(),
        make('ul', { id: 'files' }),
        make('p', { id: 'sample' }),
        make('div', { id: 'tables' }),
      ),
      make(
        'section',
        { 'aria-labelledby': 'h3', id: 'check' },
        make('h2', { id: 'h3' }, say('三、核对', '3. Check')),
        make('p', { id: 'check-act' }),
        make('div', { id: 'problems' }),
      ),
      make(
        'section',
        { 'aria-labelledby': 'h4', id: 'compute' },
        make('h2', { id: 'h4' }, say('四、结果', '4. Results')),
        make('p', { id: 'compute-act' }),
        make('div', { id: 'results' }),
      ),
    ),
    make('div', { id: 'told', 'aria-live': 'polite' }),
    make('div', { id: 'status', role: 'status', 'aria-live': 'polite' }),
  )
}

// What stands in the frame, of the state.
function draw(): void {
  const select = one<HTMLSelectElement>('#policy')
  const again = chooser(shipped, draw)
  again.value = state.policy
  select.replaceWith(again)
  describe()
  listFiles(draw)
  const sample = shipped.find((known) => known.path === state.policy)?.sample ?? []
  fill(
    one('#sample'),
    state.files.length === 0 &&
      sample.length > 0 &&
      make('button', { type: 'button', click: () => void trySample() }, say('先用样例试试', 'Try it with the sample')),
  )
  describeTables(draw)
  const ready = complete()
  const waiting = say('表齐了就可以。', 'Possible when no table is missing.')
  fill(
    one('#check-act'),
    make('button', { type: 'button', disabled: !ready, click: () => void review() }, say('核对数据', 'Check the data')),
    make('small', {}, ready ? say('先看看数据有什么问题、哪些影响结果。', 'See first what is wrong with the data, and what of it affects results.') : waiting),
  )
  fill(
    one('#compute-act'),
    make('button', { type: 'button', class: 'main', disabled: !ready, click: () => void compute() }, say('计算', 'Compute')),
    make('small', {}, ready ? say('数据不全的人是待定，不是猜的。', 'Whoever lacks data is undetermined, never guessed.') : waiting),
  )
  fill(one('#problems'))
  fill(one('#results'))
}

speak(language())
frame()
draw()
addEventListener('dragover', (event) => {
  event.preventDefault()
  document.body.classList.add('over')
})
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('over')
})
addEventListener('drop', (event) => {
  event.preventDefault()
  document.body.classList.remove('over')
  void dropped([...(event.dataTransfer?.files ?? [])])
})
