/**
 * What the model of routes looks at in a message: words and pairs of words by their stems, and
 * those of the subject once more by themselves.
 *
 * Only the correspondent's own, hidden and forwarded words count. An earlier message that is
 * answered speaks of what was asked before, and sign-offs say the same under every letter.
 */
import type { Message } from '../message/message.ts'
import { type Token, tokensOf } from './tokens.ts'
import { countedInOrder } from './voice-at.ts'

/** Where a feature stands, in offsets into the reading, and how often it counts. */
type Place = { sentence: number; start: number; end: number; times: number }

/**
 * A word or a pair of words. `word` and `next` are stems; a word of the subject is a feature of its
 * own besides.
 */
export type Feature = Place & { word: string; next: string | undefined; isSubject: boolean }

/** Names that begin so are words of the subject, once more. */
export const SUBJECT = 'subject:'

/** What a model knows a feature by. */
export function featureName({ word, next, isSubject }: Feature): string {
  if (isSubject) return SUBJECT + word
  return next === undefined ? word : `${word} ${next}`
}

/** A letter says what it wants long before this; a mail of megabytes must not cost seconds. */
const MOST_WORDS = 4000

/** Every feature of the message in the order of its words. */
export function featuresOf(message: Message, tokens: readonly Token[] = tokensOf(message)): Feature[] {
  const heard = spoken(tokens, message)
  const names = heard.map(({ known }) => known.name)
  const features: Feature[] = []
  for (const [at, { sentence, start, end }] of heard.entries()) {
    const word = names[at] ?? ''
    const follows = heard[at + 1]
    const inSubject = start < message.subject.length
    // The subject is the writer's own summary, so its words count twice, and once more as a subject.
    const times = inSubject ? 2 : 1
    features.push({ word, next: undefined, isSubject: false, sentence, start, end, times })
    if (follows?.sentence === sentence)
      features.push({ word, next: names[at + 1], isSubject: false, sentence, start, end: follows.end, times })
    if (inSubject) features.push({ word, next: undefined, isSubject: true, sentence, start, end, times: 1 })
  }
  return features
}

/** The words in a voice that counts. */
function spoken(tokens: readonly Token[], message: Message): Token[] {
  const counts = countedInOrder(message)
  const heard: Token[] = []
  for (const token of tokens) {
    if (counts(token.start)) heard.push(token)
    if (heard.length === MOST_WORDS) break
  }
  return heard
}
