// The notice beside the policy: which clause belongs to a place in the policy, and the page that shows the clauses.
import { Clause, contains, isBefore, NoticeBeside, Position, Range } from './protocol'
import { Say } from './words'

export interface ClausePlace { notice: number; clause: number }

const size = (range: Range) => [range.end.line - range.start.line, range.end.character - range.start.character]
const isSmaller = (a: Range, b: Range) => {
  const [lines, characters] = size(a), [otherLines, otherCharacters] = size(b)
  return lines < otherLines || (lines === otherLines && characters < otherCharacters)
}

// The clauses of the rule at the place; first the one that the text at the cursor cites: the citation that the cursor is
// on or that comes next in the line, else the last before it, else the first of the rule.
export function clausesAt(beside: NoticeBeside, at: Position): ClausePlace[] {
  const found: { place: ClausePlace; range: Range; rule: Range }[] = []
  beside.notices.forEach((notice, n) => notice.clauses.forEach((clause, c) => clause.cited.forEach((one) => {
    if (contains(one.rule, at)) found.push({ place: { notice: n, clause: c }, range: one.range, rule: one.rule })
  })))
  if (found.length === 0) return []
  const innermost = found.reduce((a, b) => (isSmaller(b.rule, a.rule) ? b : a)).rule
  const own = found.filter((one) => !isSmaller(innermost, one.rule))
  own.sort((a, b) => (isBefore(a.range.start, b.range.start) ? -1 : 1))
  const chosen =
    own.find((one) => contains(one.range, at)) ??
    own.find((one) => one.range.start.line === at.line && isBefore(at, one.range.start)) ??
    own.findLast((one) => isBefore(one.range.start, at)) ?? own[0]
  const others = own.filter((one) => one !== chosen)
  const seen = new Set<string>()
  return [chosen, ...others].map((one) => one.place).filter((place) => {
    const key = `${place.notice}.${place.clause}`
    return !seen.has(key) && seen.add(key)
  })
}

// The rules that cite a clause, each once, in the order of the text.
export function rulesOf(clause: Clause): { name: string; range: Range; rule: Range }[] {
  const seen = new Set<string>()
  return clause.cited.filter((one) => {
    const key = JSON.stringify(one.rule.start)
    return !seen.has(key) && seen.add(key)
  })
}

export const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)

function clauseHtml(clause: Clause, place: ClausePlace, say: Say): string {
  const rules = rulesOf(clause)
  const state = clause.computesNothing !== undefined ? 'nothing' : rules.length > 0 ? 'cited' : 'open'
  const beside =
    clause.computesNothing !== undefined
      ? `<p class="why">${say('不作计算：', 'computes nothing: ')}${escapeHtml(clause.computesNothing)}</p>`
      : rules.length === 0
        ? `<p class="why">${say('没有规则引用', 'no rule cites it')}</p>`
        : `<p class="rules">${rules.map((rule, i) =>
            `<button data-rule="${i}">${escapeHtml(rule.name)}</button>`).join(' ')}</p>`
  return `<section class="${state}" tabindex="0" id="c${place.notice}-${place.clause}" data-notice="${place.notice}" ` +
    `data-clause="${place.clause}" style="--depth: ${Math.min(clause.depth, 6)}"><h2>§${escapeHtml(clause.label)}</h2>` +
    `<p class="text">${escapeHtml(clause.text).replaceAll('\n', '<br>')}</p>${beside}` +
    `<button class="cite" data-cite>${say('光标处的规则引用它', 'cite it in the rule at the cursor')}</button></section>`
}

// `nonce`: of the script that is given along; nothing else may run or be fetched.
export function noticeHtml(beside: NoticeBeside, say: Say, language: string, nonce: string, script: string): string {
  const body = beside.notices.map((notice, n) =>
    (notice.of === '' ? '' : `<h1>${escapeHtml(notice.of)}</h1>`) +
    notice.clauses.map((clause, c) => clauseHtml(clause, { notice: n, clause: c }, say)).join('\n')).join('\n')
  const empty = `<p class="why">${say('这份政策没有写原文（政策头里的“原文”）', 'the policy names no notice (`notice` in its header)')}</p>`
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<style>
body { font: var(--vscode-font-size, 14px)/1.7 var(--vscode-font-family, sans-serif); max-width: 46em; padding: 0 1em 60vh; }
h2 { font-size: 1em; margin: 0; display: inline-block; min-width: 3.5em; color: var(--vscode-symbolIcon-keywordForeground, #1f4a7a); }
section { padding: .3em .8em .3em calc(.8em + var(--depth) * 1.2em); border-left: 3px solid transparent; }
section.open { border-left-color: var(--vscode-editorWarning-foreground, #b8860b); }
section.at { background: var(--vscode-editor-selectionHighlightBackground, #dde7f3); border-left-color: var(--vscode-focusBorder, #1f4a7a); }
section.also { background: var(--vscode-editor-wordHighlightBackground, #eef2f7); }
.text { margin: .2em 0; } .why, .rules { margin: .2em 0; opacity: .85; } .nothing .text { opacity: .7; }
.cite { visibility: hidden; } section:hover .cite, section:focus-within .cite { visibility: visible; }
button { font: inherit; cursor: pointer; border: 0; border-radius: 3px; padding: 0 .5em; color: var(--vscode-button-secondaryForeground, #1f4a7a); background: var(--vscode-button-secondaryBackground, #e4eaf1); }
</style></head><body>${beside.notices.length === 0 ? empty : body}
<script nonce="${nonce}">${script}</script></body></html>`
}

// Runs in the page: marks the clauses of the cursor, tells which rule was chosen.
export const pageScript = `
const editor = acquireVsCodeApi()
addEventListener('message', ({ data }) => {
  for (const one of document.querySelectorAll('section.at, section.also')) one.classList.remove('at', 'also')
  data.places.forEach(({ notice, clause }, i) => {
    const section = document.getElementById('c' + notice + '-' + clause)
    if (!section) return
    section.classList.add(i === 0 ? 'at' : 'also')
    if (i === 0) section.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  })
})
const choose = (target) => {
  const section = target.closest('section')
  if (!section) return
  const button = target.closest('button')
  const cite = button !== null && button.matches('[data-cite]')
  editor.postMessage({ cite, notice: +section.dataset.notice, clause: +section.dataset.clause, rule: button && !cite ? +button.dataset.rule : 0 })
}
addEventListener('click', ({ target }) => choose(target))
addEventListener('keydown', ({ key, target }) => { if (key === 'Enter' && target.matches('section')) choose(target) })
`
