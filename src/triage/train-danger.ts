/**
 * Learns the model of danger from lessons: one line for danger, one for immediate danger and one
 * for each family of it. It is tried on each writer after learning from the others, and from that
 * come its scale and the sums at which it alerts.
 *
 * Terms are taken only if several examples have them. That is better learning, and it keeps a
 * correspondent’s name, street or case number out of the weights, which are committed. Ordinary
 * mail of other people gives no term at all.
 */
import type { DangerFile } from './danger-file.ts'
import {
  isWeighable,
  type KnownSentence,
  knownSentence,
  sumOf,
  type Values,
  valuesOf,
} from './danger-model.ts'
import { base64Of, LARGEST_STEP, rarityBytes, rounded } from './model-bytes.ts'
import { passagesOf } from './passages.ts'
import { isDanger, RISK_CATEGORIES, type RiskCategory, type RiskLevel } from './risk.ts'
import { termName } from './term-name.ts'
import { calibrate } from './train-calibration.ts'
import { type Answers, fitLine, type Line, type Table, tableOf } from './train-danger-fit.ts'
import { type Lesson, ORDINARY } from './train-danger-lessons.ts'

export type DangerSettings = {
  strength: number
  rounds: number
  /** The fewest examples that must have a word, and a pair of words; pairs are many and say less. */
  fewestForWord: number
  fewestForPair: number
  /** The share of harmless letters of unknown writers that may be flagged as danger, and as immediate. */
  falseAlarms: number
  falseImmediate: number
}

export const DANGER_SETTINGS: DangerSettings = {
  strength: 5,
  rounds: 60,
  fewestForWord: 2,
  fewestForPair: 3,
  falseAlarms: 0.13,
  falseImmediate: 0.03,
}

/** The sums of a letter’s strongest passages, given by a model that has not seen its writer. */
export type HeldBack = { id: string; writer: string; level: RiskLevel; danger: number; immediate: number }

export type TrainedDanger = { file: Omit<DangerFile, 'check' | 'version' | 'about'>; heldBack: HeldBack[] }

/** Learns the model; the same lessons and settings give the same weights. `told` hears how far it is. */
export function trainDanger(
  lessons: readonly Lesson[],
  settings: DangerSettings = DANGER_SETTINGS,
  told: (step: string) => void = () => {},
): TrainedDanger {
  const writers = [...new Set(lessons.map(({ writer }) => writer))].filter((one) => one !== ORDINARY).sort()
  const heldBack = writers.flatMap((writer) => {
    told(`learning without writer ${writer}`)
    const model = fitAll(
      lessons.filter((one) => one.writer !== writer),
      settings,
    )
    return lessons
      .filter((one) => one.writer === writer && one.passages.length > 1)
      .map((one) => tried(model, one))
  })
  told('learning from all')
  const model = fitAll(lessons, settings)
  const readable = heldBack.filter(({ level }) => level !== 'unreadable')
  const harmless = readable.filter(({ level }) => level === 'none')
  return {
    file: {
      format: 1,
      scale: calibrate(
        readable.map(({ danger }) => danger),
        readable.map(({ level }) => isDanger(level)),
      ),
      alertAt: rounded(
        overShare(
          harmless.map(({ danger }) => danger),
          settings.falseAlarms,
        ),
      ),
      immediateAt: rounded(
        overShare(
          harmless.map(({ immediate }) => immediate),
          settings.falseImmediate,
        ),
      ),
      ...written(model, fitFamilies(lessons, model, settings)),
    },
    heldBack,
  }
}

/** The sum that this share of them exceeds. */
const overShare = (sums: readonly number[], share: number): number =>
  sums.toSorted((one, other) => other - one)[Math.floor(share * sums.length)] ?? 0

type Vocabulary = { places: Map<string, number>; rarity: Float64Array; families: number }
type Fitted = Vocabulary & { danger: Line; immediate: Line }

function fitAll(lessons: readonly Lesson[], settings: DangerSettings): Fitted {
  const vocabulary = vocabularyOf(lessons, settings)
  const learned = lessons.flatMap((lesson) => learnedPassages(vocabulary, lesson))
  const table = tableOf(
    learned.map(({ values }) => values),
    vocabulary.places.size,
  )
  const ask = (is: (level: RiskLevel) => boolean): Line =>
    fitLine(table, answersOf(learned.map(({ level }) => is(level))), settings)
  return { ...vocabulary, danger: ask(isDanger), immediate: ask((level) => level === 'immediate') }
}

type Learned = { values: Values; level: RiskLevel }

function learnedPassages(vocabulary: Vocabulary, lesson: Lesson): Learned[] {
  return passagesIn(vocabulary, lesson).flatMap((passage, at) => {
    const level = lesson.passages[at]
    const isTaught = level !== undefined && level !== 'unreadable' && isWeighable(passage)
    return isTaught ? [{ values: valuesOf(vocabulary, passage), level }] : []
  })
}

const passagesIn = (vocabulary: Vocabulary, lesson: Lesson): (readonly KnownSentence[])[] =>
  passagesOf(lesson.sentences.map((sentence) => knownSentence(vocabulary, sentence)))

const answersOf = (yes: readonly boolean[]): Answers => ({
  signs: Int8Array.from(yes, (is) => (is ? 1 : -1)),
  counts: new Float64Array(yes.length).fill(1),
})

/** Terms that stand in dangers come first, because the families know only those. */
function vocabularyOf(lessons: readonly Lesson[], settings: DangerSettings): Vocabulary {
  const among = { all: new Map<string, number>(), danger: new Map<string, number>() }
  let examples = 0
  for (const { sentences, level, writer } of lessons)
    for (const { words, signs } of writer === ORDINARY ? [] : sentences) {
      examples++
      for (const term of new Set([...termsOf(words), ...signs])) {
        among.all.set(term, (among.all.get(term) ?? 0) + 1)
        if (isDanger(level)) among.danger.set(term, (among.danger.get(term) ?? 0) + 1)
      }
    }
  const fewest = (term: string) => (term.includes(' ') ? settings.fewestForPair : settings.fewestForWord)
  const kept = [...among.all].filter(([term, count]) => count >= fewest(term))
  const isOfFamilies = (term: string) => (among.danger.get(term) ?? 0) >= FEWEST_FOR_FAMILY
  const rank = (term: string) => (isOfFamilies(term) ? 0 : 1)
  kept.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return {
    places: new Map(kept.map(([term], at) => [term, at])),
    rarity: Float64Array.from(
      kept,
      ([, count]) => Math.round(100 * (1 + Math.log((1 + examples) / (1 + count)))) / 100,
    ),
    families: kept.filter(([term]) => isOfFamilies(term)).length,
  }
}

const FEWEST_FOR_FAMILY = 4

/** Words and pairs of words, as the model calls them. */
function termsOf(words: readonly string[]): string[] {
  const names = words.map(termName)
  return [...names, ...names.slice(1).map((name, at) => `${names[at]} ${name}`)]
}

function tried(model: Fitted, lesson: Lesson): HeldBack {
  const { id, writer, level } = lesson
  const sums = passagesIn(model, lesson)
    .filter(isWeighable)
    .map((passage) => valuesOf(model, passage))
    .map((values) => ({ danger: sumOf(model.danger, values), immediate: sumOf(model.immediate, values) }))
  const most = (which: 'danger' | 'immediate') =>
    sums.reduce((highest, one) => Math.max(highest, one[which]), NO_PASSAGE)
  return { id, writer, level, danger: most('danger'), immediate: most('immediate') }
}

/** A letter of three words has no passage; it is as far from danger as any. */
const NO_PASSAGE = -10

/** Which family a danger is of, learned among dangers alone. */
function fitFamilies(
  lessons: readonly Lesson[],
  vocabulary: Vocabulary,
  settings: DangerSettings,
): [RiskCategory, Line][] {
  const dangers = lessons.flatMap((lesson) =>
    learnedPassages(vocabulary, lesson)
      .filter(({ level }) => isDanger(level))
      .map(({ values }) => ({
        values: firstTerms(values, vocabulary.families),
        families: lesson.families,
      })),
  )
  const table: Table = tableOf(
    dangers.map(({ values }) => values),
    vocabulary.families,
  )
  return RISK_CATEGORIES.map((category) => [
    category,
    fitLine(table, answersOf(dangers.map(({ families }) => families.includes(category))), settings),
  ])
}

/** The values of the first so many terms. */
function firstTerms({ places, values }: Values, most: number): Values {
  const kept = [...places.keys()].filter((at) => (places[at] ?? 0) < most)
  return {
    places: Int32Array.from(kept, (at) => places[at] ?? 0),
    values: Float64Array.from(kept, (at) => values[at] ?? 0),
  }
}

type Written = Pick<DangerFile, 'danger' | 'immediate' | 'families' | 'terms' | 'rarity'>

function written(model: Fitted, families: readonly [RiskCategory, Line][]): Written {
  return {
    danger: headOf(model.danger),
    immediate: headOf(model.immediate),
    families: Object.fromEntries(
      families.map(([category, line]) => [category, headOf(line)]),
    ) as Written['families'],
    terms: [...model.places.keys()].join('\n'),
    rarity: base64Of(rarityBytes(model.rarity)),
  }
}

/** Weights in whole steps of a 127th of the largest. */
function headOf({ weights, bias }: Line): Written['danger'] {
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST_STEP || 1
  const steps = Int8Array.from(weights, (weight) => Math.round(weight / step))
  return { bias: rounded(bias), step: rounded(step), weights: base64Of(steps) }
}
