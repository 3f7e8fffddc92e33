// The worker of the web editor.
import { open } from 'cepol-wasm'
import { serveWhenGiven } from './serve'

const scope = globalThis as unknown as {
  postMessage(message: unknown): void
  onmessage: (event: { data: unknown }) => void
}
// A message to oneself comes after those that wait already; a timer would be slowed down.
const channel = new MessageChannel()
const works: (() => void)[] = []
channel.port1.onmessage = () => works.shift()?.()
serveWhenGiven(
  { post: (message) => scope.postMessage(message), onMessage: (take) => (scope.onmessage = ({ data }) => take(data)) },
  open, (work) => { works.push(work); channel.port2.postMessage(null) })
