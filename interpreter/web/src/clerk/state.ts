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
  key: string | null
  decided: boolean
  columns: { name: string; optional: boolean }[]
  found: 'not asked' | 'found' | 'beside the policy' | 'empty' | 'no rows' | 'missing'
  file?: string
  rows?: number
  similar?: string[]
}
// Of `cepol tables --format json`.
export interface Tables {
  policy: string
  title: string
  language: 'zh' | 'en'
  applies: { from: string | null; to: string | null }
  decisions: { name: string; table: string; outcomes: string[] }[]
  readings: Reading[]
  rosters: string[]
  tables: Table[]
  files: { file: string; used: boolean; said: string }[]
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
