/**
 * What the model of routes looks at in a message: words and pairs of words by their stems, and
 * those of the subject once more by themselves.
 *
 * Only the correspondent's own, hidden and forwarded words count. An earlier message that is
 * answered speaks of what was asked before, and sign-offs say the same under every letter.
 */
import type { Message } from '../message/message.ts'
import { termName } from './term-name.ts'
import { type Token, tokensOf } from './tokens.ts'
import { countedInOrder } from './voice-at.ts'

/** A feature where it stands: `name` is what the model knows it by, `start` and `end` are offsets into the reading. */
export type Feature = { name: string; sentence: number; start: number; end: number; times: number }

/** Names that begin so are words of the subject, once more. */
export const SUBJECT = 'subject:'

/** A letter says what it wants long before this; a mail of megabytes must not cost seconds. */
const MOST_WORDS = 4000

/** Every feature of the message in the order of its words. */
export function featuresOf(message: Message, tokens: readonly Token[] = tokensOf(message)): Feature[] {
  const heard = spoken(tokens, message)
  const names = heard.map(({ word }) => termName(word))
  const features: Feature[] = []
  for (const [at, { sentence, start, end }] of heard.entries()) {
    const name = names[at] ?? ''
    const next = heard[at + 1]
    const inSubject = start < message.subject.length
    // The subject is the writer's own summary, so its words count twice, and once more as a subject.
    const times = inSubject ? 2 : 1
    features.push({ name, sentence, start, end, times })
    if (next?.sentence === sentence)
      features.push({ name: `${name} ${names[at + 1]}`, sentence, start, end: next.end, times })
    if (inSubject) features.push({ name: SUBJECT + name, sentence, start, end, times: 1 })
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
