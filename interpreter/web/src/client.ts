// cepol in a worker, for pages. cancel() ends the worker and begins another with the same files; whoever waits is told.
import type { Reply, Request, RunResult } from './worker.js'
import type { Language, Settings } from './module.js'

export class Cancelled extends Error {}
// cepol itself failed (memory ended, or an error of ours); the next request begins anew.
export class Failed extends Error {
  constructor(
    message: string,
    readonly trap: boolean,
  ) {
    super(message)
  }
}

interface Waiting {
  resolve: (done: never) => void
  reject: (error: Error) => void
  progress?: (part: string) => void
}

export class Client {
  private worker: Worker | undefined
  private next = 0
  private readonly waiting = new Map<number, Waiting>()
  private readonly put_files = new Map<string, Uint8Array<ArrayBuffer>>()
  onMessages: ((messages: string[]) => void) | undefined
  onServiceEnded: ((why: string) => void) | undefined // openService() begins another

  // `script`: of the worker; `module`, `files`: as of the worker's `load`.
  constructor(
    private readonly script: string,
    private readonly module: ArrayBuffer,
    private readonly files: ArrayBuffer,
  ) {}

  private begin(): void {
    const url = URL.createObjectURL(new Blob([this.script], { type: 'text/javascript' }))
    this.worker = new Worker(url)
    this.worker.addEventListener('message', (event: MessageEvent<Reply>) => this.receive(event.data))
    this.worker.addEventListener('error', (event) => this.end(new Failed(event.message || 'worker', true)))
    this.ask({ do: 'load', module: this.module, files: this.files }).catch((error: Error) => this.end(error))
    for (const [name, bytes] of this.put_files)
      void this.ask({ do: 'put', name, bytes: bytes.slice().buffer }).catch(() => undefined)
  }

  private receive(reply: Reply): void {
    if ('messages' in reply) return this.onMessages?.(reply.messages)
    if ('ended' in reply) return this.onServiceEnded?.(reply.ended)
    const waiting = this.waiting.get(reply.id)
    if (waiting === undefined) return
    if ('progress' in reply) return waiting.progress?.(reply.progress)
    this.waiting.delete(reply.id)
    if ('failed' in reply) {
      waiting.reject(new Failed(reply.failed, reply.trap))
    } else {
      waiting.resolve(reply.done as never)
    }
  }

  private end(why: Error): void {
    this.worker?.terminate()
    this.worker = undefined
    const all = [...this.waiting.values()]
    this.waiting.clear()
    for (const one of all) one.reject(why)
  }

  private ask<Done>(request: Request, progress?: (part: string) => void): Promise<Done> {
    const id = this.next++
    return new Promise<Done>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (done: never) => void, reject, ...(progress ? { progress } : {}) })
      this.worker!.postMessage({ id, request })
    })
  }
  private started<Done>(request: Request, progress?: (part: string) => void): Promise<Done> {
    if (this.worker === undefined) this.begin()
    return this.ask<Done>(request, progress)
  }

  put(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.put_files.set(name, bytes)
    if (this.worker !== undefined) void this.ask({ do: 'put', name, bytes: bytes.slice().buffer }).catch(() => undefined)
  }
  remove(name: string): void {
    this.put_files.delete(name)
    if (this.worker !== undefined) void this.ask({ do: 'remove', name }).catch(() => undefined)
  }
  texts(names: string[]): Promise<Record<string, string>> {
    return this.started<Record<string, string>>({ do: 'texts', names })
  }
  // `read`: files and folders that the command writes, which are handed over and removed.
  run(words: string[], settings: Settings, read: string[] = [], progress?: (part: string) => void): Promise<RunResult> {
    return this.started<RunResult>({ do: 'run', words, settings, read }, progress)
  }
  openService(language: Language): Promise<null> {
    return this.started<null>({ do: 'service', language })
  }
  send(message: string): Promise<null> {
    return this.started<null>({ do: 'message', message })
  }
  cancel(): void {
    this.end(new Cancelled('cancelled'))
  }
}
