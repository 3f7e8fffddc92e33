// The extension's own messages, in Chinese or English.
export type Say = (zh: string, en: string) => string
// `setting`: auto, zh or en; `editor`: the editor's language, such as zh-cn.
export const languageOf = (setting: string, editor: string): 'zh' | 'en' =>
  setting === 'zh' || setting === 'en' ? setting : editor.toLowerCase().startsWith('zh') ? 'zh' : 'en'
export const sayIn = (language: 'zh' | 'en'): Say => (zh, en) => (language === 'zh' ? zh : en)
