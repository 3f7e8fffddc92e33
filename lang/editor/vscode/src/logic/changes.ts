// What differs from another policy, as marks in the text.
import { Change, Changes, Detail, Range } from './protocol'
import { Say } from './words'

export interface Mark { kind: 'added' | 'removed' | 'changed'; range: Range; text: string }

const arrow = (before: string | undefined, after: string | undefined) => `${before ?? '∅'} → ${after ?? '∅'}`

function markOf(change: Change, detail: Detail, say: Say): Mark | undefined {
  const range = detail.range ?? change.range
  if (range === undefined) return undefined
  const kind = detail.before === undefined ? 'added' : detail.after === undefined ? 'removed' : 'changed'
  return { kind, range, text: `${detail.part}${say('：', ': ')}${arrow(detail.before, detail.after)}` }
}

// A change of parts marks each part; what is new or gone is marked as a whole, what is gone at the place where it stood.
export function marksOf(changes: Changes, say: Say): Mark[] {
  return changes.changes.flatMap((change): Mark[] => {
    if (change.kind === 'changed') return change.details.flatMap((detail) => markOf(change, detail, say) ?? [])
    if (change.range === undefined) return []
    const named = `${change.subject} ${change.name}`
    return change.kind === 'added'
      ? [{ kind: 'added', range: change.range, text: say(`新增：${named}`, `new: ${named}`) }]
      : [{ kind: 'removed', range: { start: change.range.start, end: change.range.start },
          text: `${say(`已无：${named}`, `gone: ${named}`)}${change.before === undefined ? '' : `\n\n${change.before}`}` }]
  })
}

export const summaryOf = (changes: Changes, marks: Mark[], say: Say) => {
  const name = decodeURIComponent(changes.against.split('/').slice(-2).join('/'))
  return marks.length === 0
    ? say(`和 ${name} 没有不同`, `nothing differs from ${name}`)
    : say(`和 ${name} 有 ${marks.length} 处不同`, `${marks.length} places differ from ${name}`)
}
