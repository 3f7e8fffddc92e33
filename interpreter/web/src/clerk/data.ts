// The data files: which table is in which, what is missing, and what is wrong with them before anything is decided.
import { fill, make, one, save } from '../dom.js'
import { say } from '../language.js'
import { complete, inputWords, isMissing, readingWords, readTables, state, type Table } from './state.js'
import { cepol, tell, work } from './work.js'

// Beyond this a page needs more memory than browsers give; a million people have some 700 MB of CSV.
const most_bytes = 160 * 1024 * 1024

export async function addFiles(files: { name: string; bytes: Uint8Array<ArrayBuffer> }[]): Promise<void> {
  for (const file of files) {
    cepol().put(file.name, file.bytes)
    state.files = state.files.filter((known) => known.name !== file.name)
    state.files.push({ name: file.name, bytes: file.bytes.byteLength })
  }
  await look()
}

export async function removeFile(name: string): Promise<void> {
  cepol().remove(name)
  state.files = state.files.filter((known) => known.name !== name)
  await look()
}

// Which table is in which file.
export async function look(): Promise<void> {
  if (state.policy === '') return
  const total = state.files.reduce((sum, file) => sum + file.bytes, 0)
  if (total > most_bytes)
    return tell(
      say(
        `这些文件一共 ${megabytes(total)} MB，网页里算不了这么多（约十五万人以上）。请在命令行用 cepol eval：没有这个限制，也快得多；或者分几批。`,
        `These files have ${megabytes(total)} MB in all, which is too much for a page (some 150,000 people). Use cepol eval on the command line, which has no such limit and is much faster, or take them in parts.`,
      ),
      true,
    )
  const words = ['tables', ...inputWords(), '--format', 'json']
  const ran = await work(say('看看各是什么表', 'Looking which table is which'), words, [], true)
  if (ran === undefined) return
  if (ran.out === '') return tell(ran.err, true)
  tell('')
  state.about = readTables(ran.out)
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
const size = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${megabytes(bytes)} MB`)

function standing(table: Table): { sign: string; kind: string; text: string } {
  switch (table.found) {
    case 'found':
      return { sign: '✓', kind: 'good', text: say(`${table.file}，${table.rows} 行`, `${table.file}, ${table.rows} rows`) }
    case 'beside the policy':
      return { sign: '✓', kind: 'good', text: say('随政策提供', 'comes with the policy') }
    case 'empty':
      return { sign: '✓', kind: 'good', text: say('写明没有记录', 'said to have no records') }
    case 'no rows':
      return { sign: '!', kind: 'open', text: say(`${table.file} 里没有一条记录`, `no record in ${table.file}`) }
    case 'missing':
      return { sign: '✕', kind: 'bad', text: say('没有找到', 'not found') }
    default:
      return { sign: '·', kind: 'plain', text: say('还没有', 'not yet') }
  }
}

export function describeTables(changed: () => void): void {
  const about = state.about
  const place = one('#tables')
  if (about === undefined) return fill(place)
  const rows = about.tables.map((table) => {
    const now = standing(table)
    const can_be_empty = isMissing(table) || state.empty.has(table.name)
    return make(
      'tr',
      {},
      make(
        'th',
        { scope: 'row' },
        make('details', {}, make('summary', {}, table.name), columnsOf(table)),
      ),
      make(
        'td',
        {},
        make('span', { class: `sign ${now.kind}`, 'aria-hidden': 'true' }, now.sign),
        now.text,
        table.similar.length > 0 && make('small', {}, say('是不是：', 'perhaps: ') + table.similar.join(say('、', ', '))),
      ),
      make(
        'td',
        {},
        can_be_empty &&
          make(
            'label',
            {},
            make('input', {
              type: 'checkbox',
              checked: state.empty.has(table.name),
              change: (event) => {
                if ((event.target as HTMLInputElement).checked) state.empty.add(table.name)
                else state.empty.delete(table.name)
                void look().then(changed)
              },
            }),
            say('确实没有记录', 'truly has no records'),
          ),
      ),
    )
  })
  const said = about.files.filter((file) => !file.used)
  const notes = about.files.filter((file) => file.used)
  fill(
    place,
    make(
      'table',
      { class: 'tables' },
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          make('th', { scope: 'col' }, say('政策要的表', 'The policy wants')),
          make('th', { scope: 'col' }, say('在哪里', 'Found')),
          make('td', {}),
        ),
      ),
      make('tbody', {}, ...rows),
    ),
    said.length > 0 &&
      make(
        'ul',
        { class: 'said alert' },
        ...said.map((file) => make('li', {}, make('b', {}, file.file), say('：', ': ') + file.said)),
      ),
    notes.length > 0 &&
      make(
        'ul',
        { class: 'said' },
        ...notes.map((file) => make('li', {}, make('b', {}, file.file), say('：', ': ') + file.said)),
      ),
  )
}

function columnsOf(table: Table): HTMLElement {
  return make(
    'p',
    { class: 'note' },
    ...table.columns.flatMap((column, i) => [
      i > 0 && say('、', ', '),
      column.key ? make('b', {}, column.name) : column.name,
      column.optional && say('（可空）', ' (may be blank)'),
    ]),
  )
}

export function listFiles(changed: () => void): void {
  fill(
    one('#files'),
    ...state.files.map((file) =>
      make(
        'li',
        {},
        make('span', {}, file.name),
        make('small', {}, size(file.bytes)),
        make(
          'button',
          {
            type: 'button',
            'aria-label': say(`去掉 ${file.name}`, `Take ${file.name} away`),
            click: () => void removeFile(file.name).then(changed),
          },
          '✕',
        ),
      ),
    ),
  )
}

type Row = Record<string, string | null>

// `cepol data`: problems, those first that leave results open.
export async function review(): Promise<void> {
  const place = one('#problems')
  if (!complete()) return fill(place)
  const words = ['data', ...inputWords(), ...readingWords(), '--format', 'json']
  const ran = await work(say('核对数据', 'Checking the data'), words)
  if (ran === undefined) return
  if (ran.out === '') return tell(ran.err, true)
  const [problems, perhaps] = Object.values(JSON.parse(ran.out) as Record<string, Row[]>)
  const affecting = problems!.filter((row) => Object.values(row)[0] !== '0')
  fill(
    place,
    make(
      'p',
      { class: 'lead' },
      problems!.length === 0
        ? say('没有发现问题。', 'No problem was found.')
        : say(
            `问题 ${problems!.length} 种，其中 ${affecting.length} 种影响结果，列在前面。`,
            `${problems!.length} kinds of problems, ${affecting.length} of which affect results and come first.`,
          ),
    ),
    problems!.length > 0 && listed(problems!, 40),
    perhaps!.length > 0 &&
      make(
        'details',
        {},
        make('summary', {}, say(`可能重复或写错的 ${perhaps!.length} 种`, `${perhaps!.length} kinds of what may be twice or wrong`)),
        listed(perhaps!, 200),
      ),
    problems!.length > 0 &&
      make(
        'p',
        {},
        make('button', { type: 'button', click: () => void saveList() }, say('存下补正表（.xlsx）', 'Save a list to be filled in (.xlsx)')),
        make(
          'small',
          {},
          say('填好“应为”，不改文件名，和数据一起放进来，就按它改。', 'Fill in what should stand there and add it, under its name, to the files: it is applied.'),
        ),
      ),
  )
}

function listed(rows: Row[], most: number): HTMLElement {
  const heads = Object.keys(rows[0]!)
  const shown = rows.slice(0, most)
  return make(
    'div',
    { class: 'wide' },
    make(
      'table',
      {},
      make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
      make('tbody', {}, ...shown.map((row) => make('tr', {}, ...heads.map((head) => make('td', {}, row[head] ?? ''))))),
    ),
    rows.length > most && make('p', { class: 'note' }, say(`还有 ${rows.length - most} 种，见补正表。`, `${rows.length - most} more are in the list.`)),
  )
}

async function saveList(): Promise<void> {
  const name = say('补正表.xlsx', 'corrections.xlsx')
  const words = ['data', ...inputWords(), ...readingWords(), '-o', `out/${name}`]
  const ran = await work(say('拟补正表', 'Writing the list'), words, [`out/${name}`])
  const list = ran?.files[`out/${name}`]
  if (list !== undefined) save(name, list, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  else if (ran !== undefined) tell(ran.err, true)
}
