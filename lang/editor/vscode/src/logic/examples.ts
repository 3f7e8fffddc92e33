// What an example that fails says.
import { Difference, ExampleResult } from './protocol'
import { Say } from './words'

const shown = (text: string, say: Say) => (text === '' ? say('（空）', '(blank)') : text)

export function differenceText(one: Difference, say: Say): string {
  if (one.message !== undefined) return `${one.label}${say('：', ': ')}${one.message}`
  if (one.noRow) return say(`示例里没有“${one.label}”的行`, `the example has no row for “${one.label}”`)
  const expected = shown(one.expected ?? '', say), got = shown(one.got ?? '', say)
  return say(`${one.label}：预期 ${expected}，得到 ${got}`, `${one.label}: expected ${expected}, got ${got}`)
}

export function failureText(result: ExampleResult, say: Say): string {
  return [...result.differences.map((one) => differenceText(one, say)), ...result.reasons].join('\n')
}
