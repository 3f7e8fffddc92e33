// Choosing a policy: one of those that come with cepol, or files of one's own.
import { make, one, fill } from '../dom.js'
import { say } from '../language.js'
import { readTables, state } from './state.js'
import { cepol, tell, work } from './work.js'

export interface Shipped {
  path: string // policies/nmg/2017.cepol
  title: string
  sample: string[] // files of its sample data
}

export const own: string[] = [] // paths of policies that were dropped in

export function chooser(shipped: Shipped[], chosen: () => void): HTMLSelectElement {
  const select = make('select', {
    id: 'policy',
    'aria-labelledby': 'h1',
    change: () => {
      void choose(select.value).then(chosen)
    },
  })
  select.append(make('option', { value: '' }, say('请选择……', 'Choose …')))
  const group = (label: string, paths: [string, string][]) => {
    if (paths.length === 0) return
    const options = make('optgroup', { label })
    for (const [path, title] of paths)
      options.append(make('option', { value: path, selected: path === state.policy }, title))
    select.append(options)
  }
  group(say('自己的', 'Your own'), own.map((path) => [path, path.replace('own/', '')]))
  group(say('随 cepol 提供', 'With cepol'), shipped.map((one) => [one.path, one.title]))
  return select
}

export async function choose(path: string): Promise<void> {
  state.policy = path
  state.about = undefined
  state.readings.clear()
  state.empty.clear()
  if (path === '') return
  const ran = await work(say('读政策', 'Reading the policy'), ['tables', path, '--format', 'json'], [], true)
  if (ran === undefined) return
  if (ran.out === '') return tell(ran.err, true)
  tell('')
  state.about = readTables(ran.out)
}

// A policy and what lies beside it. Returns the path of the first policy.
export async function addOwn(files: File[]): Promise<string | undefined> {
  let first: string | undefined
  for (const file of files) {
    const path = `own/${file.name}`
    cepol().put(path, new Uint8Array(await file.arrayBuffer()))
    if (!file.name.endsWith('.cepol')) continue
    if (!own.includes(path)) own.push(path)
    first ??= path
  }
  return first
}

export function describe(): void {
  const about = state.about
  const place = one('#about')
  if (about === undefined) return fill(place)
  const fact = (text: string) => make('span', {}, text)
  fill(
    place,
    make(
      'p',
      { class: 'facts' },
      fact(about.policy),
      (about.from ?? about.to) !== null && fact(`${about.from ?? ''} – ${about.to ?? ''}`),
      fact(say('得出：', 'gives: ') + about.decisions.map((one) => `${one.table} · ${one.name}`).join(say('、', ', '))),
    ),
    about.readings.length > 0 && readings(),
  )
}

function readings(): HTMLElement {
  const details = make(
    'details',
    {},
    make(
      'summary',
      {},
      say(
        `有 ${state.about!.readings.length} 处条文可以有几种读法；没有选的按默认`,
        `${state.about!.readings.length} clauses can be read in several ways; the defaults hold unless you choose`,
      ),
    ),
  )
  for (const reading of state.about!.readings) {
    const field = make('fieldset', {}, make('legend', {}, reading.name))
    if (reading.note !== '') field.append(make('p', { class: 'note' }, reading.note))
    for (const option of reading.options) {
      const chosen = (state.readings.get(reading.name) ?? reading.default) === option.name
      field.append(
        make(
          'label',
          {},
          make('input', {
            type: 'radio',
            name: `reading-${reading.name}`,
            checked: chosen,
            change: () => {
              if (option.name === reading.default) state.readings.delete(reading.name)
              else state.readings.set(reading.name, option.name)
            },
          }),
          make('span', {}, option.name, option.note !== '' && make('small', {}, option.note)),
          option.name === reading.default && make('em', {}, say('默认', 'default')),
        ),
      )
    }
    details.append(field)
  }
  return details
}
