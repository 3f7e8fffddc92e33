// The TextMate grammar, made from the list of keywords: what a text looks like until the server has answered. Most words
// of the language are keywords in some places and names in others, which only the parser knows; so a word is coloured
// here only where it is nearly always a keyword, and the semantic tokens of the server settle the rest.
const letter = '[\\p{L}\\p{N}_·]'
const before = `(?<!${letter})`

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const isAscii = (text) => /^[\x00-\x7f]*$/.test(text)

// One of the words as a whole word. English words may have any blanks between them; a digit may follow at once on a
// Chinese one that numbers follow (近3年, 不超过30).
function words(keywords) {
  const spellings = keywords.flatMap(({ en, zh, reservation }) => [
    { text: en, digits: false }, { text: zh, digits: reservation !== 'open' }])
  spellings.sort((a, b) => b.text.length - a.text.length)
  const one = ({ text, digits }) =>
    escaped(text).replaceAll(' ', '\\s+') + (digits && !isAscii(text) ? '(?![\\p{L}_·])' : `(?!${letter})`)
  return `${before}(?:${[...new Set(spellings.map(one))].join('|')})`
}

export function makeGrammar(keywords) {
  const of = (...sections) => keywords.filter((one) => sections.includes(one.section))
  const heads = of('headers', 'declarations', 'amendments').filter((one) => one.reservation !== 'ends')
  const parts = of('headers', 'their parts', 'amendments')
  const name = `(?:「[^」]*」|\`[^\`]*\`|[\\p{L}_·]${letter}*)`
  return {
    $comment: 'Made by scripts/generate.mjs from lang/syntax/keywords.def.',
    name: 'cepol',
    scopeName: 'source.cepol',
    patterns: [
      { include: '#comment' },
      {
        comment: 'the first line of a declaration: its keyword, and what it declares',
        match: `^(${words(heads)})[ \\t\\u3000]+(${name}(?:[/-]${letter}+)*)`,
        captures: { 1: { name: 'keyword.control.cepol' }, 2: { name: 'entity.name.cepol' } },
      },
      {
        comment: 'a declaration that begins with a text or a clause',
        match: `^(${words(heads)})(?=[ \\t\\u3000]*(?:["“§]))`,
        captures: { 1: { name: 'keyword.control.cepol' } },
      },
      {
        comment: 'an item of a declaration, on a line of its own; a name with a colon after it is a column or member',
        match: `^[ \\t\\u3000]+(${words(parts)})(?=[ \\t\\u3000]+[^\\s:：=＝|,，、{}｛｝]|\\d)`,
        captures: { 1: { name: 'keyword.other.cepol' } },
      },
      {
        comment: 'a type, after the colon',
        match: `[:：][ \\t\\u3000]*(${words(of('types'))})(?![ \\t]*[:：(（])`,
        captures: { 1: { name: 'support.type.cepol' } },
      },
      { include: '#table' },
      { include: '#string' },
      { include: '#quotedName' },
      { include: '#clause' },
      {
        comment: 'yes or no in a cell of an example',
        match: `[:：][ \\t]*(?:${words(keywords.filter((one) => ['yes', 'no', 'none'].includes(one.id)))})(?=[ \\t]*(?:[,，、)）}｝]|$))`,
      },
      { include: '#number' },
      { match: words(keywords.filter((one) => one.reservation === 'kept')), name: 'keyword.other.cepol' },
      { match: '>=|<=|!=|≥|≤|≠|[=<>+*/×÷|＝＜＞＋×÷／｜]|(?<=[\\s)）\\d])[-－](?=[\\s(（\\d])', name: 'keyword.operator.cepol' },
    ],
    repository: {
      table: {
        comment: 'the rows of an example: cells, in which no word is a keyword',
        begin: '[\\[［](?=[^\\]］]*$)',
        end: '[\\]］]',
        patterns: [{ include: '#comment' }, { include: '#string' }, { include: '#number' }],
      },
      number: {
        patterns: [
          { match: `${before}\\d{4}-\\d{2}(?:-\\d{2})?(?![\\d-])`, name: 'constant.numeric.date.cepol' },
          { match: `${before}\\d+(?:\\.\\d+)?[%％]?`, name: 'constant.numeric.cepol' },
        ],
      },
      comment: { match: '[#＃].*$', name: 'comment.line.number-sign.cepol' },
      string: {
        match: '"(?:[^"\\\\]|\\\\.)*"|“(?:[^”\\\\]|\\\\.)*”',
        name: 'string.quoted.double.cepol',
      },
      quotedName: { match: '「[^」\\n]*」|`[^`\\n]*`', name: 'variable.other.cepol' },
      clause: { match: `(?:${letter}+[/-]${letter}+)?§[\\p{L}\\p{N}()（）.]+`, name: 'entity.other.attribute-name.clause.cepol' },
    },
  }
}

// Snippets in the form of the editor, each construct in both languages.
export function makeSnippets(snippets, keywords) {
  const made = {}
  for (const { keyword, zh, en } of snippets) {
    const word = keywords.find((one) => one.id === keyword)
    if (!word) throw new Error(`snippets.def has ${keyword}, keywords.def has not`)
    made[`${word.zh} …`] = { prefix: [word.zh, word.en], body: zh.split('\n') }
    made[`${word.en} …`] = { prefix: [word.en, word.zh], body: en.split('\n') }
  }
  return made
}
