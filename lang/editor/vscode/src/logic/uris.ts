// Addresses as the server has them. It knows files by paths; a text from elsewhere (a repository in the web editor) has an
// address of another kind, which is made a path and back: vscode-vfs://github/a/b.cepol ↔ file:///.virtual/vscode-vfs/github/a/b.cepol
const below = 'file:///.virtual/'

export function toServer(uri: string): string {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)$/i.exec(uri)
  if (!found || found[1] === 'file') return uri
  return `${below}${found[1]}/${found[2] === '' ? '-' : found[2]}${found[3]}`
}

export function fromServer(uri: string): string {
  if (!uri.startsWith(below)) return uri
  const [scheme, authority, ...path] = uri.slice(below.length).split('/')
  return `${scheme}://${authority === '-' ? '' : authority}/${path.join('/')}`
}
