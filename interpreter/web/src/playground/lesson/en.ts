import first from './en/1.cepol'
import second from './en/2.cepol'
import third from './en/3.cepol'
import fourth from './en/4.cepol'
import fifth from './en/5.cepol'
import sixth from './en/6.cepol'
import seventh from './en/7.cepol'
import people from './en/member.csv'
import notice from './en/notice.txt'
import type { Step } from './step.js'

export const en: { notice: string; data: { name: string; text: string }; steps: Step[] } = {
  notice,
  data: { name: 'member.csv', text: people },
  steps: [
    {
      title: 'The notice comes first',
      text: [
        'On the left is a notice, word for word. On the right it becomes a policy, which the computer follows. Its first lines say which notice it is and for which days.',
        'Below, “Clauses” lists every clause of the notice. No rule cites any of them yet, so each has a star. When the policy is finished, none will.',
      ],
      task: 'On the left, above “Practices see to it”, write the line “4. Other matters” with a blank line before and after it, and see §4 appear below.',
      panel: 'clauses',
      policy: first,
    },
    {
      title: 'What is in your hands',
      text: [
        'To decide whose application is in time you need a table. `record member` lists its columns: the first row of the clerk’s spreadsheet.',
        'A blank cell means one of two things. In a plain column it is “not known”. In an `optional` column it is “none”: a blank posting means that there is no certificate.',
      ],
      task: 'Below “filed: date” begin a new line and write “office: text”. While you type you are offered what can stand there: choose with the arrow keys and Enter.',
      panel: 'clauses',
      policy: second,
    },
    {
      title: 'The first rule',
      text: [
        'Clause 1 becomes `decision filing`. Read it out: accepted if filed no later than 30 September, or if there is a certificate and it was filed no later than 31 October; otherwise late.',
        '`cites §1` says where the rule comes from. With the cursor in a rule, its clause is marked on the left; click a clause on the left, and the policy follows.',
      ],
      task: 'Rest the pointer on “§1” to see the words it stands for. Then make it “§9”: the notice has no such clause, and you are told at once. Ctrl+Z takes it back.',
      panel: 'clauses',
      policy: third,
    },
    {
      title: 'Examples put it to the test',
      text: [
        'An example is an invented person with the result that you say is right. Work it out from the notice yourself; never copy it from the computer.',
        'Change the policy, pause, and all examples are tried again; below you see how many pass. Choose days at the edge: the last day, and the day after.',
      ],
      task: 'Change 2026-09-30 in the rule to 2026-09-29, and see which example fails and how. The number in front of it takes you there. Then change it back.',
      panel: 'examples',
      policy: fourth,
    },
    {
      title: 'Blank cells',
      text: [
        'Rosters have blanks. cepol never guesses. If all that might stand there gives the same result, that is the result; if not, it is “undetermined”, and you are told which cell to ask for.',
        'Of the last example only the month is known. Any day in October is too late, so nothing need be asked.',
      ],
      task: 'In the last example change 2026-10 to 2026-09 and see what comes of it. Why? Then make it 2026, so that only the year is known: undetermined.',
      panel: 'examples',
      policy: fifth,
    },
    {
      title: 'Words that can be read in two ways',
      text: [
        'Does “by 30 September” include that day? Every notice has such words. Do not choose in silence: write a `reading` with both, and let the authority say which is the default.',
        'In the rule the name “deadline” stands where the date was. The last example takes the other reading, and the result for the same person is another.',
      ],
      task: 'Move “default” from the end of the line “included” to the end of the line “not_included”, and see which examples change.',
      panel: 'examples',
      policy: sixth,
    },
    {
      title: 'Every clause has its place; on to the roster',
      text: [
        'Clause 2 becomes `decision award`. A clause with nothing to compute says `computes nothing`, and why. There are no stars left under “Clauses” and all examples pass: the policy is finished.',
        'Under “Results” it is applied to a roster of six. Two are undetermined, and the reasons say what is missing; click a person to see them.',
      ],
      task: 'Press “Apply to the data”. Then make 60 hours 70: first the examples tell you what has changed; apply it again. When you have last year’s policy, “Last year” shows whose result differs.',
      panel: 'results',
      policy: seventh,
    },
  ],
}
