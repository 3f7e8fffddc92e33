// Results of data and the comparison with last year's policy: pages that cepol writes, shown within this one.
import { fill, make, one } from '../dom.js'
import { say } from '../language.js'
import { cepol, tell, work } from '../clerk/work.js'
import { dataPath, last_year_file, last_year_folder, noticeName, policy_file, withoutNotice, type Project } from './project.js'

function putData(project: Project): string[] {
  for (const file of project.data) cepol().put(dataPath(file), file.bytes)
  return project.data.map(dataPath)
}

async function showPage(place: HTMLElement, title: string, words: string[], file: string): Promise<void> {
  const ran = await work(title, [...words, '-o', file], [file])
  if (ran === undefined) return
  const page = ran.files[file]
  if (page === undefined) return fill(place, make('pre', { class: 'alert', role: 'alert' }, ran.err.trim()))
  tell('')
  const frame = make('iframe', { title, class: 'results' })
  frame.srcdoc = new TextDecoder().decode(page)
  fill(place, ran.err.trim() !== '' && make('details', {}, make('summary', {}, say('概况', 'Summary')), make('pre', {}, ran.err.trim())), frame)
}

// `empty`: tables that are said to have no records.
export async function compute(project: Project, empty: string[]): Promise<void> {
  const data = putData(project)
  const words = ['eval', policy_file, ...data, ...empty.flatMap((name) => ['--empty', name])]
  await showPage(one('#results-page'), say('结果', 'Results'), words, 'out/results.html')
}

// The tables that the policy wants and no file has. Undefined: it was stopped.
export async function missingTables(project: Project): Promise<string[] | undefined> {
  const ran = await work(say('看看各是什么表', 'Looking which table is which'), ['tables', policy_file, ...putData(project), '--format', 'json'], [], true)
  if (ran === undefined) return undefined
  if (ran.out === '') return [] // the policy has errors, which `eval` tells
  const about = JSON.parse(ran.out) as { tables: { table: string; found: string | null }[] }
  return about.tables.filter((table) => table.found === 'missing').map((table) => table.table)
}

export async function compare(project: Project, empty: string[]): Promise<void> {
  const last = project.last_year
  if (last === undefined) return
  if (!('path' in last)) {
    const utf8 = new TextEncoder()
    cepol().put(last_year_file, utf8.encode(last.notice === undefined ? withoutNotice(last.text) : last.text))
    const notice = noticeName(last.text)
    if (notice !== undefined && last.notice !== undefined) cepol().put(`${last_year_folder}/${notice}`, utf8.encode(last.notice))
  }
  const old = 'path' in last ? last.path : last_year_file
  const data = putData(project).flatMap((file) => ['--data', file])
  const words = ['diff', old, policy_file, ...data, ...(data.length > 0 ? empty.flatMap((name) => ['--empty', name]) : [])]
  await showPage(one('#compare-page'), say('与去年比较', 'Compared with last year'), words, 'out/diff.html')
}
