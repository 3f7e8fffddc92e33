// What the clerk has given, and what cepol said of it.

export interface Reading {
  name: string
  note: string
  default: string
  options: { name: string; note: string }[]
}
export interface Table {
  name: string
  parent: string | null
  columns: { name: string; key: boolean; optional: boolean }[]
  found: 'not asked' | 'found' | 'beside the policy' | 'empty' | 'no rows' | 'missing'
  file: string
  rows: number
  similar: string[]
}
export interface Tables {
  policy: string
  title: string
  from: string | null
  to: string | null
  decisions: { name: string; table: string; outcomes: string[] }[]
  readings: Reading[]
  tables: Table[]
  files: { file: string; used: boolean; said: string }[]
}

type Row = Record<string, string | null>

// What `cepol tables --format json` writes, as lists of rows with texts.
export function readTables(json: string): Tables {
  const lists = JSON.parse(json) as Record<string, Row[]>
  const list = (name: string) => lists[name] ?? []
  const policy = list('policy')[0]!
  const decisions: Tables['decisions'] = []
  for (const row of list('outcomes')) {
    const known = decisions.find((one) => one.name === row['decision'] && one.table === row['table'])
    if (known !== undefined) known.outcomes.push(row['outcome']!)
    else decisions.push({ name: row['decision']!, table: row['table']!, outcomes: [row['outcome']!] })
  }
  const readings: Reading[] = []
  for (const row of list('readings')) {
    let reading = readings.find((one) => one.name === row['reading'])
    if (reading === undefined) {
      reading = { name: row['reading']!, note: row['note'] ?? '', default: '', options: [] }
      readings.push(reading)
    }
    reading.options.push({ name: row['option']!, note: row['option note'] ?? '' })
    if (row['default'] === 'true') reading.default = row['option']!
  }
  const tables = list('tables').map((row) => ({
    name: row['table']!,
    parent: row['parent'] ?? null,
    found: row['found'] as Table['found'],
    file: row['file'] ?? '',
    rows: Number(row['rows'] ?? 0),
    columns: list('columns')
      .filter((column) => column['table'] === row['table'])
      .map((column) => ({
        name: column['column']!,
        key: column['key'] === 'true',
        optional: column['may be blank'] === 'true',
      })),
    similar: list('similar')
      .filter((one) => one['table'] === row['table'])
      .map((one) => one['file']!),
  }))
  const files = list('files').map((row) => ({ file: row['file']!, used: row['used'] === 'true', said: row['said']! }))
  return { policy: policy['name']!, title: policy['title']!, from: policy['from'] ?? null, to: policy['to'] ?? null, decisions, readings, tables, files }
}

export interface GivenFile {
  name: string
  bytes: number
}

export interface State {
  policy: string // its path for cepol; empty: none is chosen
  about: Tables | undefined
  files: GivenFile[]
  empty: Set<string> // tables that truly have no records
  readings: Map<string, string> // chosen options
}

export const state: State = { policy: '', about: undefined, files: [], empty: new Set(), readings: new Map() }

// Lists that cepol wrote and the office filled in are known by their names: 补正表.xlsx, corrections.csv; 对照表.csv, map.csv.
const is_corrections = (name: string): boolean => /^(补正|corrections)[^/]*\.(xlsx|csv)$/i.test(name)
const is_map = (name: string): boolean => /^(对照|map\b)[^/]*\.(xlsx|csv)$/i.test(name)

// The words of a command line for the policy and its data, behind the name of the command.
export function inputWords(): string[] {
  const names = state.files.map((file) => file.name)
  const words = [state.policy, ...names.filter((name) => !is_corrections(name) && !is_map(name))]
  for (const name of names.filter(is_corrections)) words.push('--corrections', name)
  for (const name of names.filter(is_map)) words.push('--map', name)
  for (const table of state.empty) words.push('--empty', table)
  return words
}
export function readingWords(): string[] {
  return [...state.readings].flatMap(([name, option]) => ['--reading', `${name}=${option}`])
}

export const isMissing = (table: Table): boolean => table.found === 'missing' || table.found === 'no rows'
export const complete = (): boolean =>
  state.about !== undefined && state.files.length > 0 && !state.about.tables.some(isMissing)
