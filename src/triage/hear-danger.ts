/** What the model of danger hears in a message, as passages that a person must look at. Pure. */
import { reading } from '../message/message.ts'
import {
  type DangerModel,
  dangerOf,
  isWeighable,
  type KnownSentence,
  knownSentence,
  probabilityOf,
  sumOf,
  type Values,
  valuesOf,
} from './danger-model.ts'
import { passagesOf, type Surroundings, sentencesOf } from './passages.ts'
import type { RiskCategory } from './risk.ts'

/**
 * A passage that reads like danger. `start` and `end` are offsets into the reading; `words` are
 * those that weighed most, as the writer wrote them, the weightiest first.
 */
export type Heard = {
  start: number
  end: number
  level: 'serious' | 'immediate'
  category: RiskCategory
  probability: number
  words: readonly string[]
}

type Weighed = { passage: readonly KnownSentence[]; values: Values; danger: number }

/** A person who reads an alert needs the worst of a letter, not all of it. */
const MOST_TOLD = 6

/** The passages that read like danger, the worst first; none that overlap. */
export function hearDanger(model: DangerModel, surroundings: Surroundings): Heard[] {
  const sentences = sentencesOf(surroundings).map((one) => knownSentence(model, one))
  const strong = passagesOf(sentences)
    .filter((passage) => isWeighable(passage) && dangerOf(model, passage) >= model.alertAt)
    .map((passage) => weigh(model, passage))
    .sort((one, other) => other.danger - one.danger)
  const told: Heard[] = []
  for (const one of strong) {
    if (told.length === MOST_TOLD) break
    const place = placeOf(model, one.passage)
    if (told.every((other) => other.end <= place.start || other.start >= place.end))
      told.push({ ...place, ...opinionOn(model, one, surroundings) })
  }
  return told
}

function weigh(model: DangerModel, passage: readonly KnownSentence[]): Weighed {
  const values = valuesOf(model, passage)
  return { passage, values, danger: sumOf(model.danger, values) }
}

const LONGEST_EVIDENCE = 280

/** The whole passage where it can be read at a glance, else its strongest sentence. */
function placeOf(model: DangerModel, passage: readonly KnownSentence[]): { start: number; end: number } {
  const start = passage[0]?.sentence.start ?? 0
  const end = passage.at(-1)?.sentence.end ?? 0
  if (end - start <= LONGEST_EVIDENCE) return { start, end }
  const weighed = passage.map((one) => weigh(model, [one]))
  const worst = weighed.reduce((one, other) => (other.danger > one.danger ? other : one)).passage[0]?.sentence
  return { start: worst?.start ?? start, end: worst?.end ?? end }
}

function opinionOn(
  model: DangerModel,
  weighed: Weighed,
  surroundings: Surroundings,
): Omit<Heard, 'start' | 'end'> {
  const { values, danger } = weighed
  return {
    level: sumOf(model.immediate, values) >= model.immediateAt ? 'immediate' : 'serious',
    category: familyOf(model, values),
    probability: probabilityOf(model, danger),
    words: wordsOf(model, weighed, surroundings),
  }
}

function familyOf({ families }: DangerModel, values: Values): RiskCategory {
  const ranked = families.map((family) => ({ category: family.category, sum: sumOf(family, values) }))
  return ranked.reduce((one, other) => (other.sum > one.sum ? other : one)).category
}

const MOST_WORDS_TOLD = 4

/** The words that weighed most, as the writer wrote them; one that is part of a pair already told is not told again. */
function wordsOf(
  model: DangerModel,
  { passage, values }: Weighed,
  { message, tokens }: Surroundings,
): string[] {
  const { places, values: worth } = values
  const points = new Map(
    Array.from(places, (place, at) => [place, (model.danger.weights[place] ?? 0) * (worth[at] ?? 0)]),
  )
  const pairs = pairsOf(model)
  const text = reading(message)
  const found: { shown: string; points: number }[] = []
  for (const { sentence, terms, origins } of passage)
    for (const [n, term] of terms.entries()) {
      const weighs = points.get(term) ?? 0
      const last = sentence.first + (origins[n] ?? 0)
      const first = pairs.has(term) ? Math.max(sentence.first, last - 1) : last
      if (weighs > 0)
        found.push({ shown: text.slice(tokens[first]?.start, tokens[last]?.end), points: weighs })
    }
  const told: string[] = []
  for (const { shown } of found.sort((one, other) => other.points - one.points)) {
    if (told.length === MOST_WORDS_TOLD) break
    const word = ` ${shown.toLowerCase().replace(/\s+/g, ' ')} `
    if (!told.some((other) => ` ${other.toLowerCase()} `.includes(word))) told.push(word.trim())
  }
  return told
}

const pairsKnown = new WeakMap<DangerModel, ReadonlySet<number>>()

/** Which terms of the model are pairs of words. */
function pairsOf(model: DangerModel): ReadonlySet<number> {
  const known = pairsKnown.get(model)
  if (known) return known
  const pairs = new Set([...model.places].flatMap(([name, place]) => (name.includes(' ') ? [place] : [])))
  pairsKnown.set(model, pairs)
  return pairs
}
