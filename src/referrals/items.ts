/** What could be told of a case, item by item, for a person to choose the least that is enough. Pure. */
import type { Message } from '../message/message.ts'
import { spokenWords } from '../message/words-of.ts'
import type { RiskFlag } from '../triage/risk.ts'
import { factsOfLetter } from './facts-of-letter.ts'

export type TellableItem = {
  /** Name of its box on the form; the same for the same case. */
  id: string
  what: string
  words: string
  /** Chosen beforehand: the words that raised the alert, and nothing else. */
  isChosen: boolean
}

type Told = {
  correspondentName: string
  correspondentAddress: string | null
  messages: readonly (Pick<Message, 'subject' | 'text' | 'stretches'> & {
    triage: { risk: { flags: readonly RiskFlag[] } }
  })[]
}

const FACTS = [
  ['place', 'places', 'A place named in the letter'],
  ['phone', 'phones', 'A telephone number in the letter'],
  ['time', 'times', 'A time named in the letter'],
] as const

/** The flagged words first, then who wrote, then what a control room asks. */
export function tellableItems({ correspondentName, correspondentAddress, messages }: Told): TellableItem[] {
  const flagged = messages.flatMap((message) => flaggedWords(message.triage.risk.flags))
  const facts = factsOfLetter(messages.map(spokenWords).join('\n'))
  return [
    ...[...new Set(flagged)].map((words, at) => ({
      id: `words-${at + 1}`,
      what: 'Words of the letter',
      words: `“${words}”`,
      isChosen: true,
    })),
    ...item('name', 'Name of the writer', correspondentName),
    ...item('address', 'Email address of the writer', correspondentAddress ?? ''),
    ...FACTS.flatMap(([id, kind, what]) =>
      facts[kind].flatMap((words, at) => item(`${id}-${at + 1}`, what, words)),
    ),
  ]
}

const item = (id: string, what: string, words: string): TellableItem[] =>
  words === '' ? [] : [{ id, what, words, isChosen: false }]

const flaggedWords = (flags: readonly RiskFlag[]): string[] =>
  flags.filter(({ level }) => level !== 'none').map(({ evidence }) => evidence.trim())
