import { isForged } from '../acknowledgements/unproven-sender.ts'
import type { Arrival, CaseRow } from '../cases/arrival.ts'
import type { Part } from '../cases/find-part.ts'
import { findThread, type Thread } from '../cases/find-thread.ts'
import { joinCase } from '../cases/join-case.ts'
import { hintsFor, isAutomaticAnswer } from '../cases/message-hints.ts'
import { openCase } from '../cases/open-case.ts'
import type { Db } from '../db/db.ts'
import type { MessageHint } from '../db/schema.ts'
import type { Writes } from '../jobs/writes.ts'
import { type Bounce, readBounce } from '../message/bounce.ts'
import { machineSigns } from '../message/machine-made.ts'

/** The case that a message is in from now on, and what is known of how it came there. */
export type Placed = {
  caseRow: CaseRow
  thread: Thread
  bounce: Bounce | undefined
  /** Nobody wrote it: it opens no closed case again, and makes no alert for being unreadable. */
  machineMade: boolean
  hints: MessageHint[]
}

/** Puts the message into the case that it belongs to, or opens one. */
export async function placeMessage(
  { tx, writes, secretKey }: { tx: Db; writes: Writes; secretKey: string },
  arrival: Arrival,
  { source, part }: { source: Uint8Array; part?: Part | undefined },
): Promise<Placed> {
  const { message, office, triage } = arrival
  if (part) return placeWhole(tx, arrival, part)
  const bounce = readBounce(message, source)
  const thread = await findThread(tx, {
    secretKey,
    message,
    isForged: isForged(message, office.authservIds),
    returnedIds: bounce?.ids ?? [],
  })
  // No letter of a person is put into a drill, and no drill into a case of theirs.
  const joins = thread.joins?.drillId === arrival.drillId ? thread.joins : undefined
  if (!joins) {
    // A sign alone is not enough: a web form's no-reply address carries people's letters too.
    const machineMade = isNoCorrespondence(arrival)
    const caseRow = await openCase({ tx, writes }, arrival, thread.linked)
    return { caseRow, thread, bounce, machineMade, hints: [] }
  }
  const machineMade = isNoCorrespondence(arrival) || bounce !== undefined || isAutomaticAnswer(message)
  const caseRow = await joinCase(tx, arrival, joins, machineMade)
  return { caseRow, thread, bounce, machineMade, hints: hintsFor(joins, { triage, machineMade, bounce }) }
}

/** Beside the part, whoever it says it is from: it is the same letter. */
async function placeWhole(tx: Db, arrival: Arrival, { joins }: Part): Promise<Placed> {
  const machineMade = isNoCorrespondence(arrival)
  const caseRow = await joinCase(tx, arrival, joins, machineMade)
  const thread = { joins, linked: undefined, answered: undefined, answersUs: false, acknowledged: true }
  return { caseRow, thread, bounce: undefined, machineMade, hints: ['the-whole'] }
}

const isNoCorrespondence = ({ message, triage }: Arrival): boolean =>
  triage.route.primary === 'not-correspondence' && machineSigns(message).length > 0
