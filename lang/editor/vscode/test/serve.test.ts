// The worker's loop, with a door that notes what it is asked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doorOf } from '../src/server/door'
import { Door, serve, serveWhenGiven } from '../src/server/serve'

function bench(door: Partial<Door> & { log?: string[] }) {
  const sent: unknown[] = []
  const works: (() => void)[] = []
  let give: (message: unknown) => void = () => undefined
  const port = { post: (message: unknown) => void sent.push(message), onMessage: (take: (message: unknown) => void) => void (give = take) }
  const later = (work: () => void) => void works.push(work)
  const run = () => { while (works.length > 0) works.shift()!() }
  return { sent, works, port, later, run, give: (message: unknown) => give(message), door: door as Door }
}
const request = (id: number) => ({ jsonrpc: '2.0', id, method: 'm' })

test('messages that arrive together are all taken before the next step', () => {
  const log: string[] = []
  let left = 0
  const b = bench({
    receive: (message) => { log.push(`receive ${JSON.parse(message as string).id}`); left += 1 },
    step: () => { log.push('step'); left -= 1; return left > 0 },
    take: () => ['{"id":1}'],
  })
  serve(b.port, b.door, b.later)
  b.give(request(1))
  b.give(request(2))
  b.run()
  assert.deepEqual(log, ['receive 1', 'receive 2', 'step', 'step'])
  assert.equal(b.sent.length, 2)
})

test('after a trap each request is refused, and nothing is asked of the module', () => {
  let asked = 0
  const b = bench({ receive: () => { asked += 1 }, step: () => { throw new Error('unreachable') }, take: () => [] })
  serve(b.port, b.door, b.later)
  b.give(request(1))
  b.run()
  b.give(request(2))
  b.give({ jsonrpc: '2.0', method: 'notification' })
  b.run()
  assert.equal(asked, 1)
  assert.deepEqual(b.sent.map((one) => (one as { id?: number; method?: string }).method ?? (one as { id?: number }).id), ['window/showMessage', 2])
})

test('what comes before the module is ready waits for it, in order', async () => {
  const log: string[] = []
  const b = bench({ receive: (message) => void log.push(message as string), step: () => false, take: () => [] })
  let given: Uint8Array | undefined
  serveWhenGiven(b.port, async (bytes) => { given = bytes; return b.door }, b.later)
  b.give({ module: new Uint8Array([1, 2]) })
  b.give(request(1))
  b.give(request(2))
  await new Promise(setImmediate)
  b.give(request(3))
  assert.equal(given?.length, 2)
  assert.deepEqual(log.map((one) => JSON.parse(one).id), [1, 2, 3])
})

test('the door of a session gives each message once, and says whether there is more to do', () => {
  const waiting: string[] = []
  const door = doorOf({ receive: (message) => void waiting.push(message), idle: () => waiting.length === 0, step: () => [`answer to ${waiting.shift()}`] })
  assert.equal(door.step(), false)
  assert.deepEqual(door.take(), [])
  door.receive('a')
  door.receive(new TextEncoder().encode('学'))
  assert.equal(door.step(), true)
  assert.equal(door.step(), false)
  assert.deepEqual(door.take(), ['answer to a', 'answer to 学'])
  assert.deepEqual(door.take(), [])
})
