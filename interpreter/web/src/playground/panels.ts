// The tabs below the editors: examples, clauses, results of data, the comparison with last year.
import { fill, make, one } from '../dom.js'
import { say } from '../language.js'
import type { Shipped } from '../clerk/policies.js'
import { takeLastYear } from './files.js'
import type { DataFile, Project } from './project.js'
import { compare, compute, missingTables } from './results.js'
import { tabs } from './tabs.js'

// Tables that were said to have no records.
const empty = new Set<string>()

async function computeWith(project: Project): Promise<void> {
  const missing = await missingTables(project)
  if (missing === undefined) return
  for (const name of [...empty]) if (!missing.includes(name)) empty.delete(name)
  fill(one('#missing'), ...missing.map((name) => emptyChoice(name, project)))
  if (missing.every((name) => empty.has(name))) await compute(project, [...empty])
  else fill(one('#results-page'))
}

function emptyChoice(name: string, project: Project): HTMLElement {
  const box = make('input', {
    type: 'checkbox',
    checked: empty.has(name),
    change: () => {
      if (box.checked) empty.add(name)
      else empty.delete(name)
      void computeWith(project)
    },
  })
  return make('label', {}, box, say(`没有“${name}”这张表的数据；确实没有记录`, `There are no data of the table “${name}”; it truly has no records`))
}

export function panels(project: () => Project): HTMLElement {
  const last = make('input', { type: 'file', id: 'pick-last', multiple: true, 'aria-label': say('选去年的政策', 'Choose last year’s policy') })
  const results = make(
    'div',
    {},
    make(
      'p',
      { class: 'acts' },
      make('button', { type: 'button', id: 'compute', class: 'main', click: () => void computeWith(project()) }, say('用于数据', 'Apply to the data')),
      make('ul', { id: 'files' }),
      make('small', {}, say('数据文件（.csv、.xlsx、.json）拖进来就行', 'Drop data files in (.csv, .xlsx, .json)')),
    ),
    make('div', { id: 'missing' }),
    make('div', { id: 'results-page' }),
  )
  const compared = make(
    'div',
    {},
    make(
      'p',
      { class: 'acts' },
      make('span', { id: 'last-year' }),
      make('label', { class: 'button', for: 'pick-last' }, say('选文件', 'Choose a file'), last),
      make('button', { type: 'button', id: 'compare', class: 'main', click: () => void compare(project(), [...empty]) }, say('比较', 'Compare')),
    ),
    make('div', { id: 'compare-page' }),
  )
  return tabs(say('结果', 'Results'), [
    { id: 'examples', title: say('示例', 'Examples'), body: make('div', { id: 'examples', 'aria-live': 'polite' }) },
    { id: 'clauses', title: say('条款', 'Clauses'), body: make('div', { id: 'clauses' }) },
    { id: 'results', title: say('结果', 'Results'), body: results },
    { id: 'compare', title: say('与去年比较', 'Last year'), body: compared },
  ])
}

export function describeData(project: Project, changed: (data: DataFile[]) => void): void {
  fill(
    one('#files'),
    ...project.data.map((file) =>
      make(
        'li',
        {},
        make('span', {}, file.name),
        make(
          'button',
          {
            type: 'button',
            'aria-label': say(`去掉 ${file.name}`, `Take ${file.name} away`),
            click: () => changed(project.data.filter((other) => other !== file)),
          },
          '✕',
        ),
      ),
    ),
  )
  one<HTMLButtonElement>('#compute').disabled = project.data.length === 0
}

export function describeCompare(project: Project, shipped: Shipped[], changed: (last: Project['last_year']) => void): void {
  const last = project.last_year
  const select = make('select', {
    id: 'last',
    'aria-label': say('去年的政策', 'Last year’s policy'),
    change: () => changed(select.value === '' ? undefined : { path: select.value }),
  })
  select.append(
    make('option', { value: '' }, last !== undefined && 'name' in last ? last.name : say('选去年的政策……', 'Choose last year’s policy …')),
    ...shipped.map((one) => make('option', { value: one.path, selected: last !== undefined && 'path' in last && last.path === one.path }, one.title)),
  )
  fill(one('#last-year'), select)
  const pick = one<HTMLInputElement>('#pick-last')
  pick.onchange = () => {
    const files = [...(pick.files ?? [])]
    void takeLastYear(files).then((taken) => taken !== undefined && changed(taken))
    pick.value = ''
  }
  one<HTMLButtonElement>('#compare').disabled = last === undefined
}
