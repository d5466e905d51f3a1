import { type Message, reading } from './message.ts'

/** What the writer says and passes on: no quotation of an earlier mail, no signature, nothing hidden. */
export function spokenWords(message: Pick<Message, 'subject' | 'text' | 'stretches'>): string {
  const whole = reading(message)
  return message.stretches
    .filter(({ voice }) => voice === 'own' || voice === 'forwarded')
    .map(({ start, end }) => whole.slice(start, end))
    .join('\n')
}
