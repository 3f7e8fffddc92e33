// Files that are dropped or chosen: a shared playground, a policy, a notice, data.
import { say } from '../language.js'
import { emptyProject, noticeName, unpackProject, type Project } from './project.js'

export interface Taken {
  project: Project
  what: 'project' | 'policy' | 'data'
}

// The project with the files in it. A text is the notice; of several policies the first is this year's.
export async function take(files: File[], before: Project): Promise<Taken | string> {
  const named = (pattern: RegExp) => files.filter((file) => pattern.test(file.name))
  for (const file of named(/\.json$/i)) {
    const shared = unpackProject(await file.text())
    if (shared !== undefined) return { project: shared, what: 'project' }
  }
  const [policy, last] = named(/\.cepol$/i)
  const [notice, last_notice] = named(/\.(txt|md)$/i)
  const data = files.filter((file) => /\.(csv|tsv|xlsx|xls|json|ndjson|sqlite)$/i.test(file.name))
  if (policy === undefined && notice === undefined && data.length === 0)
    return say('认得的文件是 .cepol、.txt、.csv、.xlsx、.json。', 'Files that can be used are .cepol, .txt, .csv, .xlsx and .json.')
  const project: Project = policy === undefined ? { ...before } : { ...emptyProject(), policy: await policy.text() }
  // A policy alone that names the notice that is here: it is that of before, saved and brought back.
  if (policy !== undefined && noticeName(project.policy) === noticeName(before.policy)) project.notice = before.notice
  if (notice !== undefined) project.notice = await notice.text()
  if (last !== undefined) project.last_year = { name: last.name, text: await last.text(), notice: await last_notice?.text() }
  const read = await Promise.all(data.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
  project.data = [...project.data.filter((known) => !read.some((file) => file.name === known.name)), ...read]
  return { project, what: policy !== undefined || notice !== undefined ? 'policy' : 'data' }
}

export async function takeLastYear(files: File[]): Promise<Project['last_year']> {
  const policy = files.find((file) => /\.cepol$/i.test(file.name))
  if (policy === undefined) return undefined
  const notice = files.find((file) => /\.(txt|md)$/i.test(file.name))
  return { name: policy.name, text: await policy.text(), notice: await notice?.text() }
}
