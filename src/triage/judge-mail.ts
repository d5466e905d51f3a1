/**
 * Bytes to a message and its triage: the whole judgement of a mail in one step, so that it
 * can be carried out apart from everything else (decision 8). Three ways, each sharing less
 * with the one before, because a mail that stops one of them must still be judged by the next.
 */
import { bytesAsText } from '../message/bytes-as-text.ts'
import { LEAST_ROOM, type Room } from '../message/limits.ts'
import type { Message } from '../message/message.ts'
import { parseMessage } from '../message/parse-message.ts'
import { pickWords } from '../message/pick-words.ts'
import { type Delivered, withEnvelope } from '../message/with-envelope.ts'
import { NOTHING_PUBLISHED, type Published } from './published.ts'
import type { Rules } from './read-rules.ts'
import type { Triage } from './triage.ts'
import { triageMessage, UNJUDGED } from './triage-message.ts'
import { withPublished } from './with-published.ts'

/** What was read, and what follows from it. Holds plain values only, so that it can pass between threads. */
export type Judged = { message: Message; triage: Triage; rulesVersion: string }

/**
 * How an installation judges a mail, by the rules of the files and those that its office
 * published. Never refuses one; a mail that cannot be judged goes before a person.
 */
export type JudgeMail = (delivered: Delivered, published?: Published) => Promise<Judged>

/** Reads and judges in this process, within that room. */
export const judgeHere =
  (rules: Rules, room: Room): JudgeMail =>
  async (delivered, published = NOTHING_PUBLISHED) => {
    const message = withEnvelope(await parseMessage(delivered.source, room), delivered)
    return judgedBy(withPublished(rules, published), message)
  }

const judgedBy = (rules: Rules, message: Message): Judged => ({
  message,
  triage: triageMessage(message, rules),
  rulesVersion: rules.version,
})

/**
 * Judges the words that can be picked out of a mail on which reading it whole was stopped. By
 * the rules of the files alone: what stopped it may be a rule that somebody published.
 */
export const judgePicked = (delivered: Delivered, rules: Rules): Judged =>
  judgedBy(rules, withEnvelope(pickWords(delivered.source), delivered))

/** For a mail that stopped even that: its bytes as text, unjudged, and so before a person as serious. */
export const leftToPerson = (delivered: Delivered): Judged => ({
  message: withEnvelope(bytesAsText(delivered.source, LEAST_ROOM, 'reader-stopped'), delivered),
  triage: UNJUDGED,
  rulesVersion: 'none',
})
