// What `cepol test` and `cepol check` say, with places that lead to the policy.
import { make } from '../dom.js'
import { policy_file } from './project.js'

const place = new RegExp(`${policy_file.replace('.', '\\.')}:(\\d+):(\\d+)`)

// The line of the policy that a terminal shows, and the signs below it: here its number leads to the line itself.
const source_line = /^\s*(\d+ )?\| /

export function messages(text: string, go: (line: number, column: number) => void): HTMLElement {
  const list = make('div', { class: 'messages' })
  for (const line of text.trimEnd().split('\n')) {
    if (source_line.test(line)) continue
    const found = place.exec(line)
    const kind = found !== null && !line.startsWith(' ') ? 'first' : line.startsWith(' ') ? 'further' : 'plain'
    const shown = make('div', { class: kind })
    if (found === null) {
      shown.append(line.replaceAll(`${policy_file}：`, '').replaceAll(`${policy_file}: `, ''))
    } else {
      const button = make('button', { type: 'button', class: 'place', click: () => go(Number(found[1]), Number(found[2])) }, `${found[1]}:${found[2]}`)
      const rest = line.slice(found.index + found[0].length).replace(/^[：:]\s*/, '')
      shown.append(line.slice(0, found.index), button, ' ', rest)
    }
    list.append(shown)
  }
  return list
}

// "示例 4 个，通过 3 个，不通过 1 个" or "4 examples, 3 passed, 1 failed".
export function counts(text: string): { all: number; passed: number } | undefined {
  const found = /示例 (\d+) 个，通过 (\d+) 个/.exec(text) ?? /(\d+) examples?, (\d+) passed/.exec(text)
  return found === null ? undefined : { all: Number(found[1]), passed: Number(found[2]) }
}
