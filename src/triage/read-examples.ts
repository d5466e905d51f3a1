/**
 * The labelled examples of `rules/examples`, plain text that caseworkers can read and
 * correct (rules/examples/README.md). Pure: it is given texts and gives back examples,
 * or BadRules with the file and the line.
 */
import { BadRules } from '../errors.ts'
import { isDanger, RISK_CATEGORIES, type RiskCategory, type RiskLevel } from './risk.ts'
import { ROUTES, type Route } from './route.ts'

const RISKY_HOW =
  'plain slang misspelt euphemism indirect buried second-language quoted denied-but conditional'.split(' ')
const HARMLESS_HOW =
  'past denied hypothetical figurative policy foi news fiction professional thanks rhetoric lawful everyday'.split(
    ' ',
  )
const WHOSE = 'self other child adult official public'.split(' ')
const WRITERS =
  'child parent partner neighbour professional friend elderly young angry calm victim perpetrator'.split(' ')

type ExampleLevel = Exclude<RiskLevel, 'unreadable'>

/** A sentence or two with what people said that it is. `how` is the way it is said, or the kind of look-alike. */
export type SentenceExample = {
  family: RiskCategory
  level: ExampleLevel
  how: string
  whose: string
  writer: string
  text: string
}

/** The sentences of one file; its name is `<family>.<writer>.txt`. */
export function readSentences(path: string, text: string): SentenceExample[] {
  const name = path.split('/').at(-1) ?? ''
  const family = RISK_CATEGORIES.find((one) => name.startsWith(`${one}.`))
  if (!family) throw new BadRules(`${path}: the name of the file begins with no category of risk`)
  const examples: SentenceExample[] = []
  let heading: Omit<SentenceExample, 'family' | 'text'> | undefined
  for (const [at, line] of text.split('\n').entries()) {
    const where = `${path} line ${at + 1}`
    if (line.trim() === '' || line.startsWith('//')) continue
    if (line.startsWith('## ')) heading = readHeading(where, line.slice(3))
    else if (heading) examples.push({ family, ...heading, text: line.trim() })
    else throw new BadRules(`${where}: a sentence stands before the first heading`)
  }
  return examples
}

function readHeading(where: string, line: string): Omit<SentenceExample, 'family' | 'text'> {
  const [level = '', how = '', whose = '', writer = ''] = line.split('|').map((word) => word.trim())
  const isLevel = (word: string): word is ExampleLevel => ['none', 'serious', 'immediate'].includes(word)
  if (!isLevel(level)) throw new BadRules(`${where}: "${level}" is no level`)
  const hows = level === 'none' ? HARMLESS_HOW : RISKY_HOW
  const wrong = [
    [how, hows],
    [whose, WHOSE],
    [writer, WRITERS],
  ].find(([word, known]) => !(known as string[]).includes(word as string))
  if (wrong) throw new BadRules(`${where}: "${wrong[0]}" is not known there`)
  return { level, how, whose, writer }
}

/**
 * A whole letter. `evidence` are the words, in the body, that decide its level; `lookAlike`
 * is the kind of harmless look-alike, where somebody said that it is one.
 */
export type LetterExample = {
  id: string
  office: string
  to: string
  primary: Route
  others: Route[]
  level: RiskLevel
  categories: RiskCategory[]
  subject: string
  body: string
  evidence: string[]
  lookAlike?: string
}

/** The letters of one file, each after a line `=== id`. */
export function readLetterExamples(path: string, text: string): LetterExample[] {
  const [before = '', ...letters] = text.split(/^=== /m)
  if (before.trim() !== '') throw new BadRules(`${path}: words stand before the first letter`)
  return letters.map((letter) => readLetter(path, letter))
}

function readLetter(path: string, text: string): LetterExample {
  const at = text.search(/^---[ \t]*$/m)
  const [id = '', ...lines] = text.slice(0, Math.max(0, at)).trim().split('\n')
  const where = `${path} letter ${id.trim() || text.slice(0, 10).trim()}`
  if (at < 0) throw new BadRules(`${where}: no line of three dashes before its words`)
  const fields = new Map(lines.map((line) => fieldOf(where, line)))
  const marked = text
    .slice(at)
    .replace(/^---[ \t]*\n/, '')
    .trimEnd()
  const [level = '', ...categories] = words(fields.get('risk'))
  const letter: LetterExample = {
    id: id.trim(),
    office: fields.get('office') ?? '',
    to: fields.get('to') ?? '',
    primary: oneOf(where, ROUTES, fields.get('primary') ?? ''),
    others: words(fields.get('others')).map((word) => oneOf(where, ROUTES, word)),
    level: oneOf(where, ['none', 'serious', 'immediate', 'unreadable'] as const, level),
    categories: categories.map((word) => oneOf(where, RISK_CATEGORIES, word)),
    subject: fields.get('subject') ?? '',
    body: marked.replace(/\[\[|\]\]/g, ''),
    evidence: [...marked.matchAll(/\[\[([\s\S]+?)\]\]/g)].map(([, said]) => said ?? ''),
  }
  const kind = fields.get('look-alike')
  if (kind !== undefined) letter.lookAlike = oneOf(where, HARMLESS_HOW, kind)
  const isRisky = isDanger(letter.level)
  if (isRisky !== letter.categories.length > 0)
    throw new BadRules(`${where}: a category stands with serious and immediate, and only there`)
  if (isRisky !== letter.evidence.length > 0)
    throw new BadRules(`${where}: the words that decide are marked for serious and immediate, and only there`)
  return letter
}

function fieldOf(where: string, line: string): [string, string] {
  const colon = line.indexOf(':')
  if (colon < 0) throw new BadRules(`${where}: a line of its head has no colon`)
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
}

const words = (value: string | undefined): string[] => (value ?? '').split(/[\s,]+/).filter(Boolean)

function oneOf<T extends string>(where: string, known: readonly T[], word: string): T {
  const found = known.find((one) => one === word)
  if (!found) throw new BadRules(`${where}: "${word.slice(0, 40)}" is not known there`)
  return found
}
