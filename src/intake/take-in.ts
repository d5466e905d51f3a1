/**
 * The one file that sees the whole way: bytes are read, judged and recorded, with
 * everything they are owed, in one transaction. Run twice it does nothing the second
 * time; cut off it leaves the raw message waiting, and the job or the sweep runs again.
 */
import { eq } from 'drizzle-orm'
import { decideAcknowledgement } from '../acknowledgements/decide.ts'
import type { Letters } from '../acknowledgements/read-letters.ts'
import { MACHINE, record } from '../audit/record.ts'
import type { Arrival } from '../cases/arrival.ts'
import { findThread } from '../cases/find-thread.ts'
import { joinCase } from '../cases/join-case.ts'
import { openCase } from '../cases/open-case.ts'
import { arrivalAudit, keepMessage, raiseFlags, startClocks } from '../cases/record-arrival.ts'
import type { Calendars } from '../clocks/calendars.ts'
import { type Db, inOffice } from '../db/db.ts'
import { rawMessages } from '../db/schema.ts'
import { raiseAlert } from '../escalations/raise.ts'
import type { Enqueue, JobIds } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import { machineSigns } from '../message/machine-made.ts'
import { parseMessage } from '../message/parse-message.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Rules } from '../triage/read-rules.ts'
import { triageMessage } from '../triage/triage-message.ts'
import { messageRow, withEnvelope } from './message-row.ts'

export type TakeInDeps = {
  db: Db
  queue: Enqueue
  offices: Offices
  rules: Rules
  calendars: Calendars
  letters: Letters
  secretKey: string
  now: () => Date
}

type Raw = typeof rawMessages.$inferSelect

/** Takes one raw message in, or parks it where a person sees it. */
export async function takeIn(deps: TakeInDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  try {
    await inOffice(deps.db, officeId, async (tx) => {
      const [raw] = await tx.select().from(rawMessages).where(eq(rawMessages.id, id)).for('update')
      if (raw?.state === 'stored') await recordMessage(tx, deps, office, raw)
    })
  } catch (error) {
    if (isOutage(error)) throw error
    logEvent('take-in.parked', { officeId, rawMessageId: id, ...errorFields(error) })
    await inOffice(deps.db, officeId, (tx) => park(tx, deps, officeId, id, error))
  }
  deps.queue.nudge('page')
  deps.queue.nudge('acknowledge')
}

/** A connection that was lost says nothing about the message: the job goes back to the queue. */
const isOutage = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  // Postgres classes 08 (connection), 40 (rollback), 53 (resources) and 57 (operator), and the driver's own.
  return /^(08|40|53|57)/.test(code) || /^(CONNECTION_|ECONN|EPIPE|ETIMEDOUT)/.test(code)
}

async function park(tx: Db, deps: TakeInDeps, officeId: string, id: string, error: unknown): Promise<void> {
  const because = error instanceof Error ? error.name : 'Error'
  await tx.update(rawMessages).set({ state: 'parked', parkedBecause: because }).where(eq(rawMessages.id, id))
  const detail = { rawMessageId: id, because }
  await record(tx, [{ officeId, at: deps.now(), actor: MACHINE, action: 'message-parked', detail }])
}

async function recordMessage(tx: Db, deps: TakeInDeps, office: OfficeProfile, raw: Raw): Promise<void> {
  const now = deps.now()
  const message = withEnvelope(await parseMessage(raw.source), raw)
  const triage = triageMessage(message, deps.rules)
  const row = messageRow(raw, { message, triage, rulesVersion: deps.rules.version, now })
  const arrival: Arrival = { office, calendars: deps.calendars, message, triage, row, now }
  // A sign alone is not enough: a web form's no-reply address carries people's letters too.
  const machineMade = triage.route.primary === 'not-correspondence' && machineSigns(message).length > 0
  const thread = await findThread(tx, deps.secretKey, message)
  const caseRow = thread.joins
    ? await joinCase(tx, arrival, thread.joins, machineMade)
    : await openCase(tx, arrival, thread.linked?.id)
  // A machine's mail without readable words is no cry for help; with risk language in it, it may be.
  const level = machineMade && triage.risk.level === 'unreadable' ? 'none' : triage.risk.level
  const about = { officeId: office.id, caseId: caseRow.id, level }
  // Sent together and carried out in this order: the office's counter is locked from the
  // new reference to the commit, so every wait for an answer here is a wait for the next letter.
  const [, kinds, , alerts, acknowledged] = await Promise.all([
    keepMessage(tx, arrival, caseRow.id),
    startClocks(tx, arrival, caseRow.id),
    raiseFlags(tx, arrival, caseRow.id),
    raiseAlert(tx, { queue: deps.queue, now }, about),
    decideAcknowledgement(tx, deps, { arrival, caseRow, thread, delivered: raw }),
    tx.update(rawMessages).set({ state: 'taken-in' }).where(eq(rawMessages.id, raw.id)),
  ])
  await record(tx, [
    ...arrivalAudit(arrival, caseRow, {
      joined: thread.joins !== undefined,
      reopened: thread.joins?.status === 'closed' && caseRow.status !== 'closed',
      kinds,
    }),
    ...alerts,
    ...acknowledged,
  ])
}
