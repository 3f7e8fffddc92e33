// The service in a worker: messages of JSON-RPC come in by the port and go through the door of the WebAssembly module
// (interpreter/service/service.hpp). As there, of many edits in a row only the last is checked: between two steps the
// worker takes what has arrived.
export interface Door {
  receive(message: string | Uint8Array): void
  step(): boolean // does the next thing; false: there is nothing to do
  take(): string[] // the messages to be sent
}
export interface Port {
  post(message: unknown): void
  onMessage(take: (message: unknown) => void): void
}
interface Request { id?: number | string; method?: string; params?: { id?: number | string } }

const internalError = -32603
// After a trap the memory of the module is not to be trusted: every request is refused until the editor starts anew.
const trapped = 'the service has stopped; restart it: Developer: Reload Window / 服务已停，请重新加载窗口'

export function serve(port: Port, door: Door, later: (work: () => void) => void) {
  let scheduled = false
  let broken = false
  const refuse = (request: Request) => {
    if (request.id !== undefined && request.method !== undefined)
      port.post({ jsonrpc: '2.0', id: request.id, error: { code: internalError, message: trapped } })
  }
  const stop = () => {
    broken = true
    port.post({ jsonrpc: '2.0', method: 'window/showMessage', params: { type: 1, message: trapped } })
  }
  const run = () => {
    scheduled = false
    if (broken) return
    try {
      const more = door.step()
      for (const message of door.take()) port.post(JSON.parse(message))
      if (more) schedule()
    } catch {
      stop()
    }
  }
  const schedule = () => {
    if (scheduled) return
    scheduled = true
    later(run)
  }
  port.onMessage((message) => {
    if (broken) return refuse(message as Request)
    try {
      door.receive(JSON.stringify(message))
      schedule()
    } catch {
      stop()
      refuse(message as Request)
    }
  })
}

// The first message has the bytes of the module; those that come before it is ready wait.
export function serveWhenGiven(port: Port, open: (bytes: Uint8Array) => Promise<Door>, later: (work: () => void) => void) {
  const early: unknown[] = []
  let take: ((message: unknown) => void) | undefined
  let asked = false
  port.onMessage((message) => {
    if (take) return take(message)
    if (asked) return void early.push(message)
    asked = true
    open((message as { module: Uint8Array }).module).then((door) => {
      serve({ post: port.post, onMessage: (given) => (take = given) }, door, later)
      for (const one of early) take!(one)
    })
  })
}
