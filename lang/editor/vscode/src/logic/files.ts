// Files that the server cannot read by itself are handed over: policies, modules, notices and tables beside them.
export const wanted = '**/*.{cepol,txt,md,csv,tsv}'
export const unwanted = '**/{node_modules,.git,build}/**'
export const mostFiles = 500
const largest = 2 << 20 // bytes of a file
const inOneMessage = 4 << 20

export interface GivenFile { uri: string; text: string | null }

// Cuts what is sent into messages; a file that is too large is left out.
export function batches(files: GivenFile[]): GivenFile[][] {
  const all: GivenFile[][] = []
  let size = Infinity
  for (const file of files) {
    const length = file.text?.length ?? 0
    if (length > largest) continue
    if (size + length > inOneMessage) {
      all.push([])
      size = 0
    }
    all[all.length - 1].push(file)
    size += length
  }
  return all
}
