// The module of WebAssembly behind functions: command lines, and sessions with the language service. Every command line
// has an instance of its own, so that one that ends in a trap leaves nothing behind.
import { ConsoleStdout, Fd, OpenFile, File, WASI } from '@bjorn3/browser_wasi_shim'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

import { MemoryFiles } from './memory_files.js'

export type Language = 'zh' | 'en'

export interface Run {
  status: number
  out: string
  err: string
}
// The instance is gone: memory ended, or cepol has an error.
export class Trap extends Error {}

interface Exports {
  memory: WebAssembly.Memory
  _initialize(): void
  allocate(size: number): number
  release(at: number): void
  run(words: number, size: number): number
  service_open(language: number, size: number): void
  service_receive(message: number, size: number): void
  service_idle(): number
  service_step(): number
  service_message(index: number): number
  service_message_size(index: number): number
}

const utf8 = new TextEncoder()

function texts(): { fd: Fd; text(): string; listen(tell: (part: string) => void): void } {
  const decoder = new TextDecoder()
  const parts: string[] = []
  let listener: ((part: string) => void) | undefined
  const fd = new ConsoleStdout((bytes: Uint8Array) => {
    const part = decoder.decode(bytes, { stream: true })
    parts.push(part)
    listener?.(part)
  })
  return { fd, text: () => parts.join(''), listen: (tell) => (listener = tell) }
}

class Instance {
  readonly exports: Exports
  readonly out = texts()
  readonly err = texts()

  constructor(module: WebAssembly.Module, files: MemoryFiles) {
    const system = new WASI([], [], [new OpenFile(new File([])), this.out.fd, this.err.fd, files.opened()], { debug: false })
    const digests: ReturnType<typeof sha256.create>[] = []
    const instance = new WebAssembly.Instance(module, {
      wasi_snapshot_preview1: system.wasiImport,
      cepol: {
        digest_begin: () => digests.push(sha256.create()) - 1,
        digest_add: (digest: number, at: number, size: number) => {
          digests[digest]!.update(new Uint8Array(this.exports.memory.buffer, at, size))
        },
        digest_end: (digest: number, digits: number) => {
          const text = utf8.encode(bytesToHex(digests[digest]!.digest()))
          new Uint8Array(this.exports.memory.buffer, digits, text.byteLength).set(text)
        },
      },
    })
    this.exports = instance.exports as unknown as Exports
    system.initialize(instance as unknown as Parameters<WASI['initialize']>[0])
  }

  // Calls with the bytes of a text.
  with<Result>(text: string, call: (at: number, size: number) => Result): Result {
    const bytes = utf8.encode(text)
    const at = this.exports.allocate(bytes.byteLength)
    new Uint8Array(this.exports.memory.buffer, at, bytes.byteLength).set(bytes)
    const result = call(at, bytes.byteLength)
    this.exports.release(at)
    return result
  }
  text(at: number, size: number): string {
    return new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, at, size))
  }
}

function guarded<Result>(call: () => Result): Result {
  try {
    return call()
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) throw new Trap(String(error))
    throw error
  }
}

export interface Settings {
  today: string // 2026-11-30
  language: Language
  policyDecides?: boolean // an English policy is told in English
}

// Runs a command line on the files, as `cepol` with these words would. `progress`: what the standard error says meanwhile.
export function run(
  module: WebAssembly.Module,
  files: MemoryFiles,
  words: string[],
  settings: Settings,
  progress?: (part: string) => void,
): Run {
  return guarded(() => {
    const instance = new Instance(module, files)
    if (progress !== undefined) instance.err.listen(progress)
    const all = [settings.today, settings.language, settings.policyDecides ? 'policy' : '', progress ? 'progress' : '', ...words]
    const status = instance.with(all.map((word) => word + '\0').join(''), instance.exports.run)
    return { status, out: instance.out.text(), err: instance.err.text() }
  })
}

// A session with the language service.
export class Service {
  private readonly instance: Instance

  constructor(module: WebAssembly.Module, files: MemoryFiles, language: Language) {
    this.instance = guarded(() => new Instance(module, files))
    guarded(() => this.instance.with(language, this.instance.exports.service_open))
  }

  receive(message: string): void {
    guarded(() => this.instance.with(message, this.instance.exports.service_receive))
  }
  idle(): boolean {
    return this.instance.exports.service_idle() === 1
  }
  // Does the next thing; the messages to be sent.
  step(): string[] {
    return guarded(() => {
      const { exports } = this.instance
      const messages: string[] = []
      const count = exports.service_step()
      for (let i = 0; i < count; ++i)
        messages.push(this.instance.text(exports.service_message(i), exports.service_message_size(i)))
      return messages
    })
  }
}
