// A step of the lesson: what to read, the policy to look at, something to try.
export interface Step {
  title: string
  text: string[] // paragraphs; what stands between backquotes is written in the policy
  task: string
  panel: 'examples' | 'clauses' | 'results' | 'compare' // the tab to be looked at
  policy: string
}
