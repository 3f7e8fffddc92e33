// Examples and clauses, anew some time after typing stops.
import { fill, make, one } from '../dom.js'
import { say } from '../language.js'
import { cepol, work } from '../clerk/work.js'
import { counts, messages } from './messages.js'
import { noticeName, folder, policy_file } from './project.js'

const wait = 500 // milliseconds after the last change

export class Live {
  private timer: ReturnType<typeof setTimeout> | undefined
  private running = false
  private again = false
  private notice_file: string | undefined

  // `texts`: the policy and the notice as they are.
  constructor(
    private readonly texts: () => { policy: string; notice: string },
    private readonly go: (line: number, column: number) => void,
  ) {}

  changed(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.look(), wait)
  }

  // Puts both texts where commands find them.
  put(): void {
    const { policy, notice } = this.texts()
    const name = noticeName(policy)
    const file = name === undefined ? undefined : `${folder}/${name}`
    if (this.notice_file !== undefined && this.notice_file !== file) cepol().remove(this.notice_file)
    this.notice_file = file
    const utf8 = new TextEncoder()
    cepol().put(policy_file, utf8.encode(policy))
    if (file !== undefined) cepol().put(file, utf8.encode(notice))
  }

  async look(): Promise<void> {
    clearTimeout(this.timer)
    if (this.running) {
      this.again = true
      return
    }
    this.running = true
    document.body.dataset.live = 'running' // also for tests
    do {
      this.again = false
      this.put()
      await this.once()
    } while (this.again)
    this.running = false
    document.body.dataset.live = 'done'
  }

  private async once(): Promise<void> {
    const tested = await work(say('试示例', 'Trying the examples'), ['test', policy_file], [], true)
    const checked = await work(say('检查', 'Checking'), ['check', policy_file], [], true)
    if (tested === undefined || checked === undefined) return
    const found = counts(tested.out + tested.err)
    const examples = one('#tab-examples')
    fill(
      examples,
      say('示例', 'Examples'),
      found !== undefined && found.all > 0 && make('span', { class: found.all === found.passed ? 'count good' : 'count bad' }, ` ${found.passed}/${found.all}`),
      found === undefined && make('span', { class: 'count bad' }, ' !'),
    )
    fill(
      one('#examples'),
      found === undefined && make('p', { class: 'note' }, say('政策有错，改好了才能试示例：', 'The policy has errors; examples are tried once they are mended:')),
      messages(tested.err + tested.out, this.go),
    )
    fill(one('#clauses'), messages(checked.err + checked.out, this.go))
  }
}
