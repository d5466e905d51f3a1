import { type Message, reading } from '../message/message.ts'

/** The correspondent's own new words; where they wrote none, all that can be read. */
export function ownWords(message: Message): string {
  const text = reading(message)
  const own = message.stretches
    .filter(({ voice }) => voice === 'own')
    .map(({ start, end }) => text.slice(start, end))
    .join('\n')
    .trim()
  return own === '' ? text : own
}
