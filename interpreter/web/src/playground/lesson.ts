// The five-minute lesson: from an empty policy to one that is tested and applied.
import { make, type Child } from '../dom.js'
import { language, say } from '../language.js'
import { en } from './lesson/en.js'
import type { Step } from './lesson/step.js'
import { zh } from './lesson/zh.js'
import { emptyProject, type Project } from './project.js'

const lesson = () => (language() === 'zh' ? zh : en)
export const steps = (): Step[] => lesson().steps

export function stepProject(at: number): Project {
  const { notice, data } = lesson()
  const with_data = steps()[at]!.panel === 'results'
  return {
    ...emptyProject(),
    policy: steps()[at]!.policy,
    notice,
    data: with_data ? [{ name: data.name, bytes: new TextEncoder().encode(data.text) }] : [],
  }
}

const written = (text: string): Child[] => text.split('`').map((part, i) => (i % 2 === 0 ? part : make('code', {}, part)))

// `go`: to a step, or out of the lesson.
export function lessonCard(at: number, go: (step: number | undefined) => void): HTMLElement {
  const step = steps()[at]!
  const last = steps().length - 1
  const button = (words: string, id: string, to: number | undefined, traits = {}) =>
    make('button', { type: 'button', id, click: () => go(to), ...traits }, words)
  return make(
    'section',
    { class: 'lesson', 'aria-labelledby': 'h-lesson' },
    make(
      'div',
      { class: 'told' },
      make(
        'h2',
        { id: 'h-lesson' },
        make('small', {}, say(`五分钟的一课，${at + 1}/${last + 1}`, `A five-minute lesson, ${at + 1} of ${last + 1}`)),
        step.title,
      ),
      ...step.text.map((text) => make('p', {}, ...written(text))),
    ),
    make(
      'div',
      { class: 'task' },
      make('p', {}, make('b', {}, say('试一试', 'Try it')), ...written(step.task)),
      make(
        'p',
        { class: 'acts' },
        button(say('上一步', 'Back'), 'lesson-back', Math.max(at - 1, 0), { disabled: at === 0 }),
        at < last
          ? button(say('下一步', 'Next'), 'lesson-next', at + 1, { class: 'main' })
          : button(say('学完了，自己写', 'Finished: write your own'), 'lesson-end', undefined, { class: 'main' }),
        button(say('这一步重来', 'Begin the step again'), 'lesson-again', at),
        at < last && button(say('关掉这一课', 'Close the lesson'), 'lesson-close', undefined),
      ),
    ),
  )
}
