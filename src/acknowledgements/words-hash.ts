import { createHash } from 'node:crypto'
import { type Message, reading } from '../message/message.ts'

/** What mail programs put before the subject of an answer, in any of the languages that use two or three letters. */
const PREFIX = /^\s*(?:[\p{L}]{1,12}(?:\[\d+\])?\s*[:：]\s*)+/u

/** A mark in brackets, ours or another system's: each of its answers has a new one. */
const MARK = /\[[^\]]{1,60}\]/g

/** No machine's answer needs more to be recognised. */
const MOST_CHARS = 20_000

/**
 * A hash of what a letter says, the same for the same letter again.
 *
 * Two machines that answer each other send the same words with another number each time,
 * so numbers count as none, and so do case, blanks, "Re:" and marks in brackets. Only the
 * writer's own words count: what is quoted grows with every turn.
 */
export function wordsHash(message: Message): string {
  const subject = message.subject.replace(MARK, ' ').replace(PREFIX, '')
  const text = reading(message)
  // The subject is looked at by itself; the first stretch holds it together with the words below.
  const below = message.subject.length + 1
  const own = message.stretches
    .filter(({ voice }) => voice === 'own')
    .map(({ start, end }) => text.slice(Math.max(start, below), end))
    .join('\n')
  const words = own.trim() === '' ? message.text : own
  return createHash('sha256').update(plain(subject)).update('\n').update(plain(words)).digest('hex')
}

const plain = (text: string): string =>
  text
    .slice(0, MOST_CHARS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{N}+/gu, '0')
    .replace(/[^\p{L}0]+/gu, ' ')
    .trim()
