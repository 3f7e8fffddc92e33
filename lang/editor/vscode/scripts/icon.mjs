// Draws the icon: a sheet with two columns of lines, the notice left and the policy right, one line of each joined. A PNG
// without any library: rows of pixels, deflated.
import { deflateSync } from 'node:zlib'

const size = 128
const samples = 4 // in each direction, for smooth edges

// Shapes from the back to the front: rounded rectangles and a line, in pixels.
const box = (x, y, w, h, r, colour) => ({
  colour,
  has: (px, py) => {
    const dx = Math.max(x + r - px, 0, px - (x + w - r)), dy = Math.max(y + r - py, 0, py - (y + h - r))
    return px >= x && px <= x + w && py >= y && py <= y + h && dx * dx + dy * dy <= r * r
  },
})
const line = (x1, y1, x2, y2, width, colour) => ({
  colour,
  has: (px, py) => {
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    const t = Math.min(1, Math.max(0, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / length))
    return Math.hypot(px - x1 - t * (x2 - x1), py - y1 - t * (y2 - y1)) <= width / 2
  },
})
const blue = [31, 74, 122], pale = [201, 214, 228], red = [178, 58, 46], paper = [250, 249, 246]
const shapes = [
  box(4, 4, 120, 120, 22, blue),
  box(18, 20, 92, 88, 6, paper),
  ...[34, 48, 76, 90].map((y) => box(27, y, 30, 6, 3, pale)),
  box(27, 62, 30, 6, 3, red),
  ...[34, 62, 76, 90].map((y) => box(71, y, 30, 6, 3, pale)),
  box(71, 48, 30, 6, 3, red),
  line(57, 65, 71, 51, 4, red),
]

function chunk(type, data) {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c >>> 0
  })
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  let crc = 0xffffffff
  for (const byte of body) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8)
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)
  return framed
}

export function drawIcon() {
  const rows = []
  for (let y = 0; y < size; ++y) {
    const row = Buffer.alloc(1 + size * 4)
    for (let x = 0; x < size; ++x) {
      const sum = [0, 0, 0, 0]
      for (let i = 0; i < samples * samples; ++i) {
        const px = x + ((i % samples) + 0.5) / samples, py = y + (Math.floor(i / samples) + 0.5) / samples
        const shape = shapes.findLast((one) => one.has(px, py))
        if (!shape) continue
        for (let c = 0; c < 3; ++c) sum[c] += shape.colour[c]
        sum[3] += 1
      }
      for (let c = 0; c < 3; ++c) row[1 + x * 4 + c] = sum[3] ? Math.round(sum[c] / sum[3]) : 0
      row[1 + x * 4 + 3] = Math.round((sum[3] / (samples * samples)) * 255)
    }
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ])
}
