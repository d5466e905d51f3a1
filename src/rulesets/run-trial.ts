/**
 * The job that runs a draft over past letters. It goes from the newest to the oldest in small
 * transactions and notes how far it came in the same one, so that a crash costs a slice; after
 * three seconds it makes room for other work and comes again.
 */
import { and, desc, eq, lt, or } from 'drizzle-orm'
import { storedMessage } from '../cases/stored-message.ts'
import { type Db, inOffice } from '../db/db.ts'
import { messages, rawMessages, trialMoves, trials } from '../db/schema.ts'
import { BadRules } from '../errors.ts'
import type { Enqueue, JobIds } from '../jobs/queue.ts'
import type { Message } from '../message/message.ts'
import { type Move, moveBy } from '../triage/compare-rules.ts'
import type { Rules } from '../triage/read-rules.ts'
import { type OneRule, readOneRule, withPublished } from '../triage/with-published.ts'
import { MOST_LETTERS, publishedAt, since, type TrialRow } from './trials.ts'

type Deps = { db: Db; queue: Enqueue; rules: Rules; now: () => Date }

const BUDGET_MS = 3_000
const AGAIN_AFTER_MS = 1_000
const SLICE = 20
/** Judging a letter that is longer holds everything else up for longer than a page may. */
const LONGEST_LETTER = 100_000

/** Looks at as many letters as there is time for. */
export async function runTrial(deps: Deps, { officeId, id }: JobIds): Promise<void> {
  const until = performance.now() + BUDGET_MS
  let goesOn = true
  while (goesOn && performance.now() < until) {
    goesOn = await inOffice(deps.db, officeId, (tx) => slice(tx, deps, id))
  }
  if (!goesOn) return
  const startAfter = new Date(deps.now().getTime() + AGAIN_AFTER_MS)
  await inOffice(deps.db, officeId, (tx) => deps.queue.enqueue(tx, 'trial', { officeId, id }, startAfter))
}

/** The next few letters; false where there are no more. */
async function slice(tx: Db, deps: Deps, id: string): Promise<boolean> {
  const [trial] = await tx.select().from(trials).where(eq(trials.id, id)).for('update')
  if (!trial || trial.endedAt) return false
  const one = readable(trial.ruleText, deps.rules)
  const room = Math.min(SLICE, MOST_LETTERS - trial.lookedAt)
  const letters = one && room > 0 ? await nextLetters(tx, trial, room) : []
  const last = letters.at(-1)
  const tooLong = letters.filter(({ row }) => row.text.length > LONGEST_LETTER).length
  if (one && last) {
    const rules = withPublished(deps.rules, await publishedAt(tx, deps.rules, trial.onNumber))
    const moves = await movesOf(letters, moveBy(one, rules), trial)
    if (moves.length > 0) await tx.insert(trialMoves).values(moves).onConflictDoNothing()
  }
  await tx
    .update(trials)
    .set({
      touchedAt: deps.now(),
      lookedAt: trial.lookedAt + letters.length,
      skipped: trial.skipped + tooLong,
      ...(last
        ? { lastReceivedAt: last.row.receivedAt, lastMessageId: last.row.id }
        : { endedAt: deps.now() }),
    })
    .where(eq(trials.id, id))
  return last !== undefined
}

/** A text that is no rule moves nothing. */
function readable(text: string, rules: Rules): OneRule | undefined {
  try {
    return readOneRule(text, rules.words)
  } catch (error) {
    if (!(error instanceof BadRules)) throw error
    return undefined
  }
}

type Letter = { row: typeof messages.$inferSelect; envelopeFrom: string | null }

function nextLetters(tx: Db, trial: TrialRow, room: number): Promise<Letter[]> {
  const { lastReceivedAt, lastMessageId } = trial
  const older =
    lastReceivedAt && lastMessageId
      ? or(
          lt(messages.receivedAt, lastReceivedAt),
          and(eq(messages.receivedAt, lastReceivedAt), lt(messages.id, lastMessageId)),
        )
      : undefined
  return tx
    .select({ row: messages, envelopeFrom: rawMessages.envelopeFrom })
    .from(messages)
    .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
    .where(and(since(trial.startedAt, trial.months), older))
    .orderBy(desc(messages.receivedAt), desc(messages.id))
    .limit(room)
}

/** Between two letters the process does what else is waiting: pages are served meanwhile. */
async function movesOf(
  letters: readonly Letter[],
  move: (message: Message) => Move | undefined,
  trial: TrialRow,
): Promise<(typeof trialMoves.$inferInsert)[]> {
  const moves: (typeof trialMoves.$inferInsert)[] = []
  for (const { row, envelopeFrom } of letters) {
    await new Promise((resolve) => setTimeout(resolve, 0))
    const found = row.text.length > LONGEST_LETTER ? undefined : move(storedMessage(row, envelopeFrom))
    const ids = { officeId: trial.officeId, trialId: trial.id, messageId: row.id, caseId: row.caseId }
    if (found) moves.push({ ...ids, ...found })
  }
  return moves
}
