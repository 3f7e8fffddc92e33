// What the playground works on: a policy, its notice, data, and last year's policy; kept as one file that can be handed on.
export interface DataFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}
export interface Project {
  policy: string
  notice: string
  data: DataFile[]
  // The policy that is compared with: one that comes with cepol (its path), or a text of one's own.
  last_year: { path: string } | { name: string; text: string; notice: string | undefined } | undefined
}

export const emptyProject = (): Project => ({ policy: '', notice: '', data: [], last_year: undefined })

// Where its texts lie for cepol.
export const folder = 'own'
export const policy_file = `${folder}/policy.cepol`
export const policy_uri = `file:///${policy_file}`
export const last_year_folder = 'last-year'
export const last_year_file = `${last_year_folder}/policy.cepol`
export const dataPath = (file: DataFile): string => `data/${file.name}`

// The file that a policy says its notice is in; the name by which it is put beside the policy.
const notice_line = /^[ \t]*(?:原文|notice)\s*["“]([^"”\n]+)["”]/m
export const noticeName = (policy: string): string | undefined => notice_line.exec(policy)?.[1]
// A policy whose notice is not here: its citations cannot be looked up.
export const withoutNotice = (policy: string): string => policy.replace(notice_line, '')
// The short name of a policy, for the names of files.
export function shortName(policy: string): string {
  const found = /^\s*(?:政策|policy)\s+(\S+)/m.exec(policy)
  return (found?.[1] ?? 'policy').replace(/[\\/:*?"<>|]+/g, '-')
}

const kind = 'cepol playground'

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  return btoa(parts.join(''))
}
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (one) => one.charCodeAt(0))

export function packProject(project: Project): string {
  const { policy, notice, last_year } = project
  const data = project.data.map((file) => ({ name: file.name, base64: toBase64(file.bytes) }))
  return JSON.stringify({ kind, version: 1, policy, notice, data, last_year }, null, 1) + '\n'
}

const isText = (value: unknown): value is string => typeof value === 'string'

// Undefined: the text is no such file. What it holds is not trusted to have any shape.
export function unpackProject(text: string): Project | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  const given = read as Record<string, unknown> | null
  if (typeof given !== 'object' || given?.kind !== kind || !isText(given.policy) || !isText(given.notice)) return undefined
  const project: Project = { ...emptyProject(), policy: given.policy, notice: given.notice }
  for (const file of Array.isArray(given.data) ? (given.data as Record<string, unknown>[]) : []) {
    if (!isText(file?.name) || !isText(file.base64)) return undefined
    try {
      project.data.push({ name: file.name, bytes: fromBase64(file.base64) })
    } catch {
      return undefined
    }
  }
  const last = given.last_year as Record<string, unknown> | undefined
  if (isText(last?.path)) project.last_year = { path: last.path }
  else if (isText(last?.name) && isText(last?.text)) project.last_year = { name: last.name, text: last.text, notice: isText(last.notice) ? last.notice : undefined }
  return project
}
