// The worker of the desktop.
import { parentPort } from 'node:worker_threads'
import { open } from 'cepol-wasm'
import { serveWhenGiven } from './serve'

serveWhenGiven(
  { post: (message) => parentPort!.postMessage(message), onMessage: (take) => void parentPort!.on('message', take) },
  open, setImmediate)
