/** Labelled sentences and letters as passages that say whether they hold a danger. */
import { type Message, reading } from '../message/message.ts'
import { plainMessage } from '../message/plain-message.ts'
import { surroundingsOf } from './flag-risk.ts'
import { passagesOf, type Sentence, sentencesOf } from './passages.ts'
import type { SentenceExample } from './read-examples.ts'
import type { Rules } from './read-rules.ts'
import { isDanger, type RiskCategory, type RiskLevel } from './risk.ts'
import type { LabelledLetter } from './train-letters.ts'

/**
 * One example. `writer` is who wrote it: what is learned from a writer is never tried on that writer, because
 * everybody has words of their own. `level` undefined is a passage of a letter in danger that does
 * not tell the danger: it is scored with the letter and nothing is learned from it.
 */
export type Lesson = {
  id: string
  writer: string
  level: RiskLevel
  families: readonly RiskCategory[]
  sentences: readonly Sentence[]
  /** In the order of `passagesOf(sentences)`. */
  passages: readonly (RiskLevel | undefined)[]
}

/** A sentence is one passage, whatever stops it holds. */
export function sentenceLesson(
  example: SentenceExample & { id: string; writer: string },
  rules: Rules,
): Lesson {
  const message = plainMessage({ text: example.text })
  const sentences = [joined(sentencesOf(surroundingsOf(message, rules)))]
  const { id, writer, level } = example
  return {
    id,
    writer,
    level,
    families: isDanger(level) ? [example.family] : [],
    sentences,
    passages: [level],
  }
}

function joined(sentences: readonly Sentence[]): Sentence {
  const [first] = sentences
  const last = sentences.at(-1)
  return {
    first: first?.first ?? 0,
    last: last?.last ?? 0,
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    words: sentences.flatMap(({ words }) => words),
    signs: new Set(sentences.flatMap(({ signs }) => [...signs])),
  }
}

/** A letter: the passages that touch the words which decide its level have that level. */
export function letterLesson(
  letter: LabelledLetter & { writer: string },
  message: Message,
  rules: Rules,
): Lesson {
  const sentences = sentencesOf(surroundingsOf(message, rules))
  const { level, categories, evidence } = letter.risk
  const text = reading(message)
  const told = evidence.map((words) => placeOf(text, words))
  const touches = (one: Sentence) => told.some(({ start, end }) => one.start < end && one.end > start)
  const levelOf = (passage: readonly Sentence[]) => (passage.some(touches) ? level : undefined)
  const passages = passagesOf(sentences).map((passage) => (isDanger(level) ? levelOf(passage) : level))
  return { id: letter.id, writer: letter.writer, level, families: categories, sentences, passages }
}

function placeOf(text: string, words: string): { start: number; end: number } {
  const start = text.indexOf(words.replace(/\r\n?/g, '\n'))
  return start < 0 ? { start: 0, end: 0 } : { start, end: start + words.length }
}

/** So many sentences of an ordinary mail are enough: one of a thousand lines must not outweigh the others. */
const MOST_SENTENCES = 12

/** Who "writes" ordinary mail: nobody whose letters are tried, and no word of it becomes a term. */
export const ORDINARY = 'ordinary'

/** A mail that is no letter to an office, so that the model learns that other people's daily talk is no danger. */
export function ordinaryLesson(id: string, message: Message, rules: Rules): Lesson {
  const sentences = sentencesOf(surroundingsOf(message, rules)).slice(0, MOST_SENTENCES)
  const passages = passagesOf(sentences).map(() => 'none' as const)
  return { id, writer: ORDINARY, level: 'none', families: [], sentences, passages }
}
