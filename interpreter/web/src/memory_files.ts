// A folder in memory for WASI. Files that are written grow by doubling: those of the shim are copied at every write.
import { Directory, File, Inode, OpenFile, PreopenDirectory, wasi } from '@bjorn3/browser_wasi_shim'

class GrowingFile extends File {
  used = 0

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    super([])
    this.data = bytes
    this.used = bytes.byteLength
  }

  bytes(): Uint8Array {
    return this.data.subarray(0, this.used)
  }
  // Makes room for `size` bytes in all.
  grow(size: number): void {
    if (size > this.data.byteLength) {
      const larger = new Uint8Array(Math.max(size, 2 * this.data.byteLength, 4096))
      larger.set(this.bytes())
      this.data = larger
    }
    if (size > this.used) this.used = size
  }
  cut(size: number): void {
    if (size < this.used) {
      this.data = this.data.slice(0, size)
      this.used = size
    } else {
      this.grow(size)
    }
  }

  override get size(): bigint {
    return BigInt(this.used)
  }
  override path_open(oflags: number, _rights: bigint, fd_flags: number): { ret: number; fd_obj: OpenFile } {
    if ((oflags & wasi.OFLAGS_TRUNC) !== 0) this.cut(0)
    const open = new OpenGrowing(this)
    if ((fd_flags & wasi.FDFLAGS_APPEND) !== 0) open.fd_seek(0n, wasi.WHENCE_END)
    return { ret: wasi.ERRNO_SUCCESS, fd_obj: open }
  }
}

class OpenGrowing extends OpenFile {
  private at = 0
  constructor(private readonly growing: GrowingFile) {
    super(growing)
  }
  override fd_allocate(offset: bigint, length: bigint): number {
    this.growing.grow(Number(offset + length))
    return wasi.ERRNO_SUCCESS
  }
  override fd_filestat_set_size(size: bigint): number {
    this.growing.cut(Number(size))
    return wasi.ERRNO_SUCCESS
  }
  override fd_read(size: number): { ret: number; data: Uint8Array } {
    const data = this.growing.bytes().slice(this.at, this.at + size)
    this.at += data.byteLength
    return { ret: wasi.ERRNO_SUCCESS, data }
  }
  override fd_pread(size: number, offset: bigint): { ret: number; data: Uint8Array } {
    return { ret: wasi.ERRNO_SUCCESS, data: this.growing.bytes().slice(Number(offset), Number(offset) + size) }
  }
  override fd_seek(offset: bigint, whence: number): { ret: number; offset: bigint } {
    const from = whence === wasi.WHENCE_SET ? 0 : whence === wasi.WHENCE_CUR ? this.at : this.growing.used
    const to = from + Number(offset)
    if (to < 0) return { ret: wasi.ERRNO_INVAL, offset: 0n }
    this.at = to
    return { ret: wasi.ERRNO_SUCCESS, offset: BigInt(to) }
  }
  override fd_tell(): { ret: number; offset: bigint } {
    return { ret: wasi.ERRNO_SUCCESS, offset: BigInt(this.at) }
  }
  override fd_write(data: Uint8Array): { ret: number; nwritten: number } {
    this.growing.grow(this.at + data.byteLength)
    this.growing.data.set(data, this.at)
    this.at += data.byteLength
    return { ret: wasi.ERRNO_SUCCESS, nwritten: data.byteLength }
  }
  override fd_pwrite(data: Uint8Array, offset: bigint): { ret: number; nwritten: number } {
    this.growing.grow(Number(offset) + data.byteLength)
    this.growing.data.set(data, Number(offset))
    return { ret: wasi.ERRNO_SUCCESS, nwritten: data.byteLength }
  }
}

// The folder '/' and what is below it. Names may have folders in front: 'policies/nmg/2017.cepol'.
export class MemoryFiles {
  private readonly root = new Directory(new Map<string, Inode>())

  put(name: string, bytes: Uint8Array): void {
    const slash = name.lastIndexOf('/')
    this.folder(name.slice(0, Math.max(slash, 0))).contents.set(name.slice(slash + 1), new GrowingFile(bytes))
  }
  // Made where there is none.
  folder(name: string): Directory {
    let folder = this.root
    for (const part of name.split('/').filter((one) => one !== '')) {
      let below = folder.contents.get(part)
      if (!(below instanceof Directory)) {
        below = new Directory(new Map<string, Inode>())
        folder.contents.set(part, below)
      }
      folder = below as Directory
    }
    return folder
  }

  private find(name: string): Inode | undefined {
    let at: Inode | undefined = this.root
    for (const part of name.split('/').filter((one) => one !== ''))
      at = at instanceof Directory ? at.contents.get(part) : undefined
    return at
  }

  get(name: string): Uint8Array | undefined {
    const found = this.find(name)
    return found instanceof GrowingFile ? found.bytes() : undefined
  }
  // The names in a folder; none where there is no such folder.
  list(folder: string): string[] {
    const found = this.find(folder)
    return found instanceof Directory ? [...found.contents.keys()] : []
  }
  remove(name: string): void {
    const slash = name.lastIndexOf('/')
    const folder = this.find(name.slice(0, Math.max(slash, 0)))
    if (folder instanceof Directory) folder.contents.delete(name.slice(slash + 1))
  }

  // As the folder of a process.
  opened(): PreopenDirectory {
    const folder = new PreopenDirectory('/', new Map())
    const root = this.root
    root.create_entry_for_path = function (path: string, is_folder: boolean) {
      const made = Directory.prototype.create_entry_for_path.call(this, path, is_folder)
      if (!(made.entry instanceof File)) return made
      const file = new GrowingFile()
      const slash = path.lastIndexOf('/')
      const parent = slash < 0 ? root : findBelow(root, path.slice(0, slash))
      ;(parent as Directory).contents.set(path.slice(slash + 1), file)
      return { ret: made.ret, entry: file }
    }
    folder.dir = root
    return folder
  }
}

function findBelow(root: Directory, path: string): Inode | undefined {
  let at: Inode | undefined = root
  for (const part of path.split('/').filter((one) => one !== '' && one !== '.'))
    at = at instanceof Directory ? at.contents.get(part) : undefined
  return at
}
