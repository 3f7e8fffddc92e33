// The playground: the notice left, the policy right, below them what comes of both.
import { make, one, fill, save } from '../dom.js'
import { embeddedText } from '../embedded.js'
import { language, say, speak } from '../language.js'
import { tongue } from '../tongue.js'
import type { Shipped } from '../clerk/policies.js'
import { cepol, tell } from '../clerk/work.js'
import { Beside } from './beside.js'
import { describeCompare, describeData, panels } from './panels.js'
import { take } from './files.js'
import { lessonCard, stepProject, steps } from './lesson.js'
import { Live } from './live.js'
import { noticeEditor } from './notice_editor.js'
import { goTo, policyEditor, replaceText } from './policy_editor.js'
import { emptyProject, folder, noticeName, packProject, shortName, type Project } from './project.js'
import { show } from './tabs.js'

const shipped = JSON.parse(embeddedText('shipped')) as Shipped[]

let project: Project = emptyProject()
let step: number | undefined = 0 // of the lesson; undefined: it is closed

// What does not change with the language: the places of the editors.
const notice_place = make('div', { class: 'editor' })
const policy_place = make('div', { class: 'editor', id: 'policy' })

let ready = false // the editors are there
const changed = () => {
  if (!ready) return
  project.policy = policy.view.state.doc.toString()
  project.notice = notice.view.state.doc.toString()
  beside.forget()
  placeNotice()
  live.changed()
}
const policy = policyEditor(
  policy_place,
  () => changed(),
  () => void beside.followPolicy(),
  (why) =>
    why === undefined
      ? tell('')
      : tell(
          say('编辑器的检查在这里停了下来；改一个字就接着来。', 'The checks while typing have stopped at this text; they go on with your next change.') + `（${why}）`,
          true,
        ),
)
const notice = noticeEditor(notice_place, () => changed(), (offset) => void beside.followNotice(offset))
const beside = new Beside(policy, notice)
const go = (line: number, column: number) => goTo(policy.view, line, column)
const live = new Live(() => project, go)
ready = true

// The notice lies beside the policy under the name that the policy has for it; the service is told when either changes.
let placed: { name: string; text: string } | undefined
function placeNotice(): void {
  const name = noticeName(project.policy)
  const text = project.notice
  if (placed?.name === name && placed?.text === text) return
  if (placed !== undefined && placed.name !== name) policy.remove(`${folder}/${placed.name}`)
  placed = name === undefined ? undefined : { name, text }
  if (name !== undefined) policy.put(`${folder}/${name}`, text)
  one('#no-notice').hidden = name !== undefined || text.trim() === ''
}

function open(given: Project): void {
  project = { ...given }
  ready = false
  replaceText(notice.view, given.notice)
  replaceText(policy.view, given.policy)
  ready = true
  beside.forget()
  tell('')
  placeNotice()
  fill(one('#results-page'))
  fill(one('#compare-page'))
  describe()
  void live.look()
}

async function openShipped(path: string): Promise<void> {
  const found = shipped.find((one) => one.path === path)
  if (found === undefined) return
  const notice_path = path.replace(/\.cepol$/, '.txt')
  const texts = await cepol().texts([path, notice_path, ...found.sample])
  const utf8 = new TextEncoder()
  const data = found.sample.map((file) => ({ name: file.slice(file.lastIndexOf('/') + 1), bytes: utf8.encode(texts[file] ?? '') }))
  step = undefined
  open({ policy: texts[path] ?? '', notice: texts[notice_path] ?? '', data, last_year: undefined })
  show('examples')
  drawLesson()
}

async function dropped(files: File[]): Promise<void> {
  if (files.length === 0) return
  const taken = await take(files, project)
  if (typeof taken === 'string') return tell(taken, true)
  if (taken.what === 'data') {
    project = taken.project
    describe()
    return show('results')
  }
  step = undefined
  open(taken.project)
  show('examples')
  drawLesson()
}

function goToStep(to: number | undefined): void {
  step = to
  if (to !== undefined) {
    open(stepProject(to))
    show(steps()[to]!.panel)
  }
  drawLesson()
}
function drawLesson(): void {
  fill(one('#lesson'), step !== undefined && lessonCard(step, goToStep))
  one('#lesson').hidden = step === undefined
}

function describe(): void {
  describeData(project, (data) => {
    project.data = data
    describe()
  })
  describeCompare(project, shipped, (last) => {
    project.last_year = last
    describe()
  })
}

function opener(): HTMLElement {
  const select = make('select', {
    id: 'open',
    'aria-label': say('打开', 'Open'),
    change: () => {
      const { value } = select
      select.value = ''
      if (value === 'lesson') goToStep(0)
      else if (value === 'empty') {
        goToStep(undefined)
        open(emptyProject())
      } else void openShipped(value)
    },
  })
  select.append(
    make('option', { value: '' }, say('打开……', 'Open …')),
    make('option', { value: 'lesson' }, say('五分钟的一课', 'The five-minute lesson')),
    make('option', { value: 'empty' }, say('空白', 'Empty')),
    make('optgroup', { label: say('随 cepol 提供的政策', 'Policies that come with cepol') }, ...shipped.map((one) => make('option', { value: one.path }, one.title))),
  )
  return select
}

function header(): HTMLElement {
  const input = make('input', {
    type: 'file',
    id: 'pick',
    multiple: true,
    'aria-label': say('选文件', 'Choose files'),
    change: () => {
      void dropped([...(input.files ?? [])])
      input.value = ''
    },
  })
  const button = (words: string, id: string, act: () => void) => make('button', { type: 'button', id, click: act }, words)
  const utf8 = new TextEncoder()
  return make(
    'header',
    { class: 'top' },
    make('h1', {}, make('span', { class: 'kicker' }, 'cepol'), say('政策练习场', 'Playground')),
    opener(),
    make('label', { class: 'button', for: 'pick' }, say('放入文件', 'Add files'), input),
    button(say('存下政策', 'Save the policy'), 'save', () => save(`${shortName(project.policy)}.cepol`, utf8.encode(project.policy), 'text/plain')),
    button(say('存成一份交给别人', 'Save all as one file'), 'share', () =>
      save(`${shortName(project.policy)}.playground.json`, utf8.encode(packProject(project)), 'application/json'),
    ),
    make('small', { class: 'private' }, say('什么也不上传，断了网也能用', 'Nothing is uploaded; no network is needed')),
    tongue(() => {
      policy.speak()
      notice.speak()
      frame()
      if (step !== undefined) goToStep(step)
      else void live.look()
    }),
  )
}

// The frame of the page, in the language of the moment.
function frame(): void {
  document.title = say('cepol：政策练习场', 'cepol: playground')
  fill(
    one('#app'),
    header(),
    make('div', { id: 'lesson', hidden: true }),
    make('div', { id: 'told', 'aria-live': 'polite' }),
    make(
      'main',
      {},
      make(
        'section',
        { class: 'pane notice', 'aria-labelledby': 'h-notice' },
        make('h2', { id: 'h-notice' }, say('通知原文', 'The notice')),
        make('p', { id: 'no-notice', class: 'note', hidden: true }, say('政策开头写上 原文 "notice.txt"，条款号就拿来和这里核对。', 'Write notice "notice.txt" in the header of the policy, and its citations are looked up here.')),
        notice_place,
      ),
      make('section', { class: 'pane policy', 'aria-labelledby': 'h-policy' }, make('h2', { id: 'h-policy' }, say('政策', 'The policy')), policy_place),
      panels(() => project),
    ),
    make('div', { id: 'status', role: 'status', 'aria-live': 'polite' }),
  )
  show('examples')
  describe()
  drawLesson()
}

speak(language())
frame()
goToStep(0)
addEventListener('dragover', (event) => {
  event.preventDefault()
  document.body.classList.add('over')
})
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('over')
})
// Before the editors, which would take the text in.
addEventListener(
  'drop',
  (event) => {
    if ((event.dataTransfer?.files.length ?? 0) === 0) return
    event.preventDefault()
    event.stopPropagation()
    document.body.classList.remove('over')
    void dropped([...event.dataTransfer!.files])
  },
  { capture: true },
)
