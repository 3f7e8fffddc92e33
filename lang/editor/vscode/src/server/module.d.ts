// What dev/web builds: interpreter/web/src/node.ts as one file, and the standard library as {name: text}.
declare module 'cepol-module' {
  export class MemoryFiles {
    put(name: string, bytes: Uint8Array): void
  }
  export class Service {
    constructor(module: WebAssembly.Module, files: MemoryFiles, language: 'zh' | 'en')
    receive(message: string): void
    idle(): boolean
    step(): string[]
  }
}
declare module 'cepol-library' {
  const files: Record<string, string>
  export default files
}
