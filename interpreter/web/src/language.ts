// The language of a page: what the reader chose, else the browser's.
import type { Language } from './module.js'

let current: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'

export const language = (): Language => current
export function speak(chosen: Language): void {
  current = chosen
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
}
export const say = (zh: string, en: string): string => (current === 'zh' ? zh : en)

export function today(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
