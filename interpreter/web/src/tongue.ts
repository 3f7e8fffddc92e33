// The button that changes the language of a page to the other one.
import { make } from './dom.js'
import { language, speak } from './language.js'

// `again`: draws the page anew.
export function tongue(again: () => void): HTMLButtonElement {
  const other = language() === 'zh' ? 'en' : 'zh'
  const change = () => {
    speak(other)
    again()
  }
  return make('button', { type: 'button', class: 'tongue', lang: other, click: change }, other === 'zh' ? '中文' : 'English')
}
