// In place of the WebAssembly module where it has not been built (dev/web): the extension then needs cepol.server.path.
import { Door } from './serve'

export async function open(_bytes: Uint8Array): Promise<Door> {
  throw new Error('the extension was packed without its server')
}
