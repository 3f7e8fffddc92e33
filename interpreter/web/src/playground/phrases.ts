// What CodeMirror itself says, in Chinese.
import { EditorState, type Extension } from '@codemirror/state'
import { language } from '../language.js'

const chinese = {
  'Control character': '控制字符',
  Diagnostics: '问题',
  'No diagnostics': '没有问题',
  Completions: '可以写的',
  'Rename to:': '改名为：',
  Close: '关闭',
  close: '关闭',
  Find: '查找',
  Replace: '替换为',
  next: '下一个',
  previous: '上一个',
  all: '全部',
  'match case': '区分大小写',
  regexp: '正则表达式',
  'by word': '整词',
  replace: '替换',
  'replace all': '全部替换',
  'Reference list': '用到的地方',
}
export const phrases = (): Extension => (language() === 'zh' ? EditorState.phrases.of(chinese) : [])
