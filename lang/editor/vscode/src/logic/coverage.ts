// What the examples reach, by line of the policy: for the gutter.
import { Coverage, Point } from './protocol'
import { Say } from './words'

export type LineState = 'reached' | 'partly' | 'unreached'
export interface CoveredLine { line: number; state: LineState; points: Point[] }

// A point counts for the line that it begins in; a line is partly reached where some of its points are, or a condition was
// seen one way only.
export function coveredLines(coverage: Coverage): CoveredLine[] {
  const lines = new Map<number, Point[]>()
  for (const point of coverage.points) {
    const line = point.range.start.line
    lines.set(line, [...(lines.get(line) ?? []), point])
  }
  return [...lines].sort(([a], [b]) => a - b).map(([line, points]) => {
    const reached = points.filter((one) => one.reached).length
    const any = points.some((one) => one.reached || one.examples.length > 0)
    return { line, points, state: reached === points.length ? 'reached' : any ? 'partly' : 'unreached' }
  })
}

const mostTitles = 8

export function pointText(point: Point, say: Say): string {
  const many = point.examples.length
  const titles = point.examples.slice(0, mostTitles).map((title) => `- ${title}`).join('\n')
  const head = `${point.kind} ${point.label}`
  if (point.partial) return `${head}\n\n${point.partial}`
  if (many === 0) return `${head}\n\n${say('没有示例走到', 'no example reaches it')}`
  const more = many > mostTitles ? `\n- ……` : ''
  return `${head}\n\n${say(`走到它的示例：${many}`, `examples that reach it: ${many}`)}\n${titles}${more}`
}

export function summary(coverage: Coverage, say: Say): string {
  const reached = coverage.points.filter((one) => one.reached).length, all = coverage.points.length
  return say(`示例走到 ${all} 处中的 ${reached} 处`, `the examples reach ${reached} of ${all} points`)
}
