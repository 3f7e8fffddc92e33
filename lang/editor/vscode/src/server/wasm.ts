// The module of WebAssembly that dev/web builds, with the standard library beside it. Files of the workspace are handed over
// by messages (cepol/files).
import { MemoryFiles, Service } from 'cepol-module'
import library from 'cepol-library'
import { doorOf } from './door'
import { Door } from './serve'

export async function open(bytes: Uint8Array): Promise<Door> {
  const files = new MemoryFiles()
  for (const [name, text] of Object.entries(library)) files.put(name, new TextEncoder().encode(text))
  const module = await WebAssembly.compile(bytes as unknown as BufferSource)
  return doorOf(new Service(module, files, 'zh'))
}
