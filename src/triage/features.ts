/**
 * What the linear model looks at in a message: words and pairs of words by their stems,
 * those of the subject once more by themselves, and the mailbox that was written to.
 *
 * Only the correspondent's own, hidden and forwarded words count. An earlier message that is
 * answered speaks of what was asked before, and sign-offs say the same under every letter.
 */
import type { Message, Voice } from '../message/message.ts'
import { reading } from '../message/message.ts'
import { type Token, tokensOf } from './tokens.ts'
import { stem } from './words.ts'

/** `name` is what the model knows it by; `shown` is how a caseworker reads it, in the writer's own letters. */
export type Feature = { name: string; count: number; shown: string }

/** Names that begin so say where a letter went, not what is in it; they are weighed by themselves. */
export const MAILBOX = 'to:'
const SUBJECT = 'subject:'

/** A letter says what it wants long before this; a mail of megabytes must not cost seconds. */
const MOST_WORDS = 4000

/** Every feature of the message with how often it occurs. */
export function featuresOf(message: Message, tokens: readonly Token[] = tokensOf(message)): Feature[] {
  const features = new Map<string, Feature>()
  const add = (name: string, shown: () => string) => {
    const known = features.get(name)
    if (known) known.count++
    else features.set(name, { name, count: 1, shown: shown() })
  }
  addWords(message, tokens, add)
  for (const name of mailboxNames(message.addressedTo))
    add(MAILBOX + name, () => `written to the mailbox “${name}”`)
  return [...features.values()]
}

type Add = (name: string, shown: () => string) => void

function addWords(message: Message, tokens: readonly Token[], add: Add): void {
  const text = reading(message)
  const heard = spoken(tokens, message).slice(0, MOST_WORDS)
  const names = heard.map(namer())
  heard.forEach((token, at) => {
    const name = names[at] ?? ''
    const next = heard[at + 1]
    const inSubject = token.start < message.subject.length
    const shown = (last: Token) => `“${text.slice(token.start, last.end).replace(/\s+/g, ' ')}”`
    // The subject is the writer's own summary, so its words count twice, and once more as a subject.
    for (let time = inSubject ? 2 : 1; time > 0; time--) {
      add(name, () => shown(token))
      if (next?.sentence === token.sentence) add(`${name} ${names[at + 1]}`, () => shown(next))
    }
    if (inSubject) add(SUBJECT + name, () => `${shown(token)} in the subject`)
  })
}

const HEARD: readonly Voice[] = ['own', 'forwarded', 'hidden']

/** The words in a voice that counts; both lists are in order, so one pass is enough. */
function spoken(tokens: readonly Token[], { stretches }: Message): Token[] {
  let at = 0
  return tokens.filter((token) => {
    while (at + 1 < stretches.length && (stretches[at]?.end ?? 0) <= token.start) at++
    return HEARD.includes(stretches[at]?.voice ?? 'own')
  })
}

/** Numbers are one word and years another: which number it is says nothing about the matter. */
function namer(): (token: Token) => string {
  const known = new Map<string, string>()
  return ({ word }) => {
    const name = known.get(word) ?? nameOf(word)
    known.set(word, name)
    return name
  }
}

function nameOf(word: string): string {
  if (/^(?:19|20)\d\d$/.test(word)) return '#year'
  if (/\d/.test(word)) return '#'
  return stem(word.replace(/'s$/, ''))
}

/** "data.protection@…" and "dataprotection@…" are one mailbox; offices name theirs alike. */
const mailboxNames = (addresses: readonly string[]): string[] => [
  ...new Set(
    addresses
      .map((address) => address.replace(/@.*$/, '').replace(/[^a-z]/g, ''))
      .filter((name) => name !== ''),
  ),
]
