// Elements with texts that are set as texts, never as HTML.
export type Child = Node | string | null | undefined | false

type Traits = Record<string, string | boolean | ((event: Event) => void)>

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  traits: Traits = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(traits)) {
    if (typeof value === 'function') made.addEventListener(key, value)
    else if (value === true) made.setAttribute(key, '')
    else if (value !== false) made.setAttribute(key, value)
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) made.append(child)
  return made
}

export function one<Found extends HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector)
  if (found === null) throw new Error(selector)
  return found
}

export function fill(element: HTMLElement, ...children: Child[]): void {
  element.replaceChildren()
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child)
}

// Hands a file to whoever uses the page.
export function save(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }))
  const link = make('a', { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
