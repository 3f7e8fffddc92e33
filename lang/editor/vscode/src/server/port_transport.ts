// The messages of a worker, as the client's library reads and writes them.
import {
  AbstractMessageReader, AbstractMessageWriter, DataCallback, Disposable, Message, MessageReader, MessageWriter,
} from 'vscode-languageserver-protocol'

export interface WorkerPort {
  postMessage(message: unknown): void
  on(event: 'message', take: (message: unknown) => void): unknown
  on(event: 'error', take: (error: Error) => void): unknown
  on(event: 'exit', take: () => void): unknown
}

class PortReader extends AbstractMessageReader implements MessageReader {
  constructor(private readonly port: WorkerPort) {
    super()
    port.on('error', (error) => this.fireError(error))
    port.on('exit', () => this.fireClose())
  }
  listen(take: DataCallback): Disposable {
    this.port.on('message', (message) => take(message as Message))
    return { dispose: () => undefined }
  }
}

class PortWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(private readonly port: WorkerPort) { super() }
  async write(message: Message) { this.port.postMessage(message) }
  end() {}
}

export const transportOf = (port: WorkerPort) => ({ reader: new PortReader(port), writer: new PortWriter(port) })
