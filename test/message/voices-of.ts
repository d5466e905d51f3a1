import { type Message, reading, type Voice } from '../../src/message/message.ts'

/** The reading as pairs of voice and words, white space around the words left out: what a test compares. */
export function spokenIn(message: Message): [Voice, string][] {
  const text = reading(message)
  return message.stretches
    .map(({ voice, start, end }): [Voice, string] => [voice, text.slice(start, end).trim()])
    .filter(([, words]) => words !== '')
}

/** In whose voice these words stand; undefined where they do not stand in the reading at all. */
export function voiceOfWords(message: Message, words: string): Voice | undefined {
  const at = reading(message).indexOf(words)
  if (at < 0) return undefined
  return message.stretches.find(({ start, end }) => start <= at && at < end)?.voice
}

/** Whether the stretches are in order, leave no gap and end with the reading. */
export function coversReading(message: Message): boolean {
  let end = 0
  for (const stretch of message.stretches) {
    if (stretch.start !== end || stretch.end <= stretch.start) return false
    end = stretch.end
  }
  return end === reading(message).length
}
