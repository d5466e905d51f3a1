import { type Message, reading, type Voice } from './message.ts'

type Spoken = Pick<Message, 'subject' | 'text' | 'stretches'>

/** The words that are said in these voices, one stretch a line; `from` leaves out what stands before it in the reading. */
export function wordsOf(message: Spoken, voices: readonly Voice[], from = 0): string {
  const whole = reading(message)
  return message.stretches
    .filter(({ voice, end }) => voices.includes(voice) && end > from)
    .map(({ start, end }) => whole.slice(Math.max(start, from), end))
    .join('\n')
}

/** Whatever is no quotation of an earlier mail and no signature; a reader may not see all of it. */
export const SAID: readonly Voice[] = ['own', 'forwarded', 'hidden']

/** What the writer says and passes on: no quotation of an earlier mail, no signature, nothing hidden. */
export const spokenWords = (message: Spoken): string => wordsOf(message, ['own', 'forwarded'])
