import { type Message, reading } from '../message/message.ts'
import { wordsOf } from '../message/words-of.ts'

/** The correspondent's own new words; where they wrote none, all that can be read. */
export const ownWords = (message: Message): string => wordsOf(message, ['own']).trim() || reading(message)
