// The panel below the policy: tabs as the practices for accessible pages have them (arrows move between them).
import { make, one } from '../dom.js'

export interface Tab {
  id: string
  title: string
  body: HTMLElement
}

export function show(id: string): void {
  for (const button of document.querySelectorAll<HTMLElement>('[role=tab]')) {
    const chosen = button.id === `tab-${id}`
    button.setAttribute('aria-selected', String(chosen))
    button.tabIndex = chosen ? 0 : -1
    one(`#panel-${button.id.slice('tab-'.length)}`).hidden = !chosen
  }
}

export function tabs(label: string, all: Tab[]): HTMLElement {
  const move = (event: Event) => {
    const key = (event as KeyboardEvent).key
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
    const at = all.findIndex((tab) => `tab-${tab.id}` === (event.target as HTMLElement).id)
    if (step === 0 || at < 0) return
    const next = all[(at + step + all.length) % all.length]!
    show(next.id)
    one(`#tab-${next.id}`).focus()
  }
  return make(
    'section',
    { class: 'panel', 'aria-label': label },
    make(
      'div',
      { role: 'tablist', 'aria-label': label, keydown: move },
      ...all.map((tab) =>
        make('button', { type: 'button', role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `panel-${tab.id}`, click: () => show(tab.id) }, tab.title),
      ),
    ),
    ...all.map((tab) => make('div', { role: 'tabpanel', id: `panel-${tab.id}`, 'aria-labelledby': `tab-${tab.id}`, tabindex: '0' }, tab.body)),
  )
}
