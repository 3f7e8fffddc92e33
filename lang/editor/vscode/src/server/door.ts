// The module's session with the service (interpreter/web/src/module.ts) as the worker's door.
import { Door } from './serve'

export interface Session {
  receive(message: string): void
  idle(): boolean
  step(): string[]
}

export function doorOf(session: Session): Door {
  const messages: string[] = []
  return {
    receive: (message) => session.receive(typeof message === 'string' ? message : new TextDecoder().decode(message)),
    step: () => {
      if (!session.idle()) messages.push(...session.step())
      return !session.idle()
    },
    take: () => messages.splice(0),
  }
}
