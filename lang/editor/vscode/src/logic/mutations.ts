// Tries the small changes of a policy's rules in parts, so that the editor can show how far it is, and stop.
import { Ask, Mutations, Tried } from './protocol'

const inOneRequest = 12

export async function allMutations(
  ask: Ask, uri: string, advance: (done: number, total: number) => void, isCancelled: () => boolean,
): Promise<Tried[] | undefined> {
  const tried: Tried[] = []
  for (;;) {
    if (isCancelled()) return undefined
    const part = await ask<Mutations>('cepol/mutations', { textDocument: { uri }, from: tried.length, count: inOneRequest })
    tried.push(...part.tried)
    advance(tried.length, part.total)
    if (part.tried.length === 0 || tried.length >= part.total) return tried
  }
}

// Those that no example notices, and that the author has not declared as known.
export const unnoticed = (tried: Tried[]) => tried.filter((one) => one.status === 'undetected' && !one.known)
