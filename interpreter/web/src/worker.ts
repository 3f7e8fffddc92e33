// The worker of a page: keeps the files and the module, and does one thing at a time.
import { XzReadableStream } from 'xz-decompress'

import { MemoryFiles } from './memory_files.js'
import { run, Service, Trap, type Run, type Settings, type Language } from './module.js'

export type Request =
  | { do: 'load'; module: ArrayBuffer; files: ArrayBuffer } // both packed by xz; files: {name: text} as JSON
  | { do: 'put'; name: string; bytes: ArrayBuffer }
  | { do: 'remove'; name: string }
  | { do: 'texts'; names: string[] } // of files
  | { do: 'run'; words: string[]; settings: Settings; read: string[] }
  | { do: 'service'; language: Language }
  | { do: 'message'; message: string }
export interface RunResult extends Run {
  files: Record<string, Uint8Array<ArrayBuffer>> // of `read`, a folder's with its name before theirs
}
export type Reply =
  | { id: number; done: unknown }
  | { id: number; progress: string }
  | { id: number; failed: string; trap: boolean }
  | { messages: string[] } // of the service
  | { ended: string } // the service is gone: a trap between two messages

const files = new MemoryFiles()
let module: WebAssembly.Module | undefined
let service: Service | undefined

async function unpacked(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(queue) {
      queue.enqueue(new Uint8Array(bytes))
      queue.close()
    },
  })
  const parts: Uint8Array<ArrayBuffer>[] = []
  const reader = new XzReadableStream(packed).getReader()
  for (let next = await reader.read(); next.value !== undefined; next = await reader.read())
    parts.push(next.value.slice())
  return await new Blob(parts).arrayBuffer()
}

function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes) // what the files keep may be longer
}

// Lets messages that have arrived be received before work goes on.
const pause = () => new Promise((wake) => setTimeout(wake, 0))
let working = false
async function work(): Promise<void> {
  if (working) return
  working = true
  try {
    while (service !== undefined && !service.idle()) {
      const messages = service.step()
      if (messages.length > 0) postMessage({ messages } satisfies Reply)
      await pause()
    }
  } catch (error) {
    service = undefined
    postMessage({ ended: String(error) } satisfies Reply)
  }
  working = false
}

async function answer(request: Request, id: number): Promise<unknown> {
  switch (request.do) {
    case 'load': {
      const code = await unpacked(request.module)
      const texts = await unpacked(request.files) // one after the other: the unpacker has one memory
      const shipped = JSON.parse(new TextDecoder().decode(texts)) as Record<string, string>
      const utf8 = new TextEncoder()
      for (const [name, text] of Object.entries(shipped)) files.put(name, utf8.encode(text))
      files.folder('out')
      module = await WebAssembly.compile(code)
      return Object.keys(shipped)
    }
    case 'put':
      files.put(request.name, new Uint8Array(request.bytes))
      return null
    case 'remove':
      files.remove(request.name)
      return null
    case 'texts':
      return Object.fromEntries(request.names.map((name) => [name, new TextDecoder().decode(files.get(name))]))
    case 'run': {
      const progress = (part: string) => postMessage({ id, progress: part } satisfies Reply)
      const ran: RunResult = { ...run(module!, files, request.words, request.settings, progress), files: {} }
      for (const name of request.read) {
        const bytes = files.get(name)
        if (bytes !== undefined) ran.files[name] = copied(bytes)
        for (const below of files.list(name)) ran.files[`${name}/${below}`] = copied(files.get(`${name}/${below}`)!)
        files.remove(name)
      }
      return ran
    }
    case 'service':
      service = new Service(module!, files, request.language)
      return null
    case 'message':
      if (service === undefined) throw new Trap('no service')
      service.receive(request.message)
      void work()
      return null
  }
}

let queue: Promise<void> = Promise.resolve()
addEventListener('message', (event: MessageEvent<{ id: number; request: Request }>) => {
  const { id, request } = event.data
  queue = queue.then(async () => {
    try {
      postMessage({ id, done: await answer(request, id) } satisfies Reply)
    } catch (error) {
      postMessage({ id, failed: String(error), trap: error instanceof Trap } satisfies Reply)
    }
  })
})
