// The module for Node.js: tests, the build of the pages, the extension of VS Code.
export { MemoryFiles } from './memory_files.js'
export { run, Service, Trap, type Run, type Settings } from './module.js'
