// What the page carries within itself: base64 in script elements that no browser runs (build.mjs).
export function embedded(id: string): ArrayBuffer {
  const element = document.getElementById(`packed-${id}`)!
  const text = atob(element.textContent!.trim())
  element.remove() // the text is as large again
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i)
  return bytes.buffer
}
export const embeddedText = (id: string): string => document.getElementById(`packed-${id}`)!.textContent!
