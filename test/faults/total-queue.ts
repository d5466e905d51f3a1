/**
 * What goes in must come out. Counts, after a drain, what became of every message that a
 * sender was told we have, in the way of Jepsen's total-queue checker: lost, duplicated,
 * unexpected; and the same of what those messages owed, an acknowledgement and a page.
 */
import { eq } from 'drizzle-orm'
import { verifyAudit } from '../../src/audit/verify.ts'
import { type Db, inOffice } from '../../src/db/db.ts'
import {
  acknowledgements,
  cases,
  escalations,
  messages,
  pages,
  rawMessages,
  sentMails,
} from '../../src/db/schema.ts'
import type { KeptMail } from '../smtp/scripted-smtp.ts'

export type Sent = { officeId: string; messageId: string; danger: boolean }

export type Tally = {
  sent: number
  lost: number
  duplicated: number
  unexpected: number
  parked: number
  /** The same acknowledgement twice at a reader, or two for one letter. */
  acknowledgedTwice: number
  /** Owed and neither sent nor shown as unknown, failed, held or left out. */
  acknowledgementsLost: number
  /** Shown as unknown: at most one left, and a person can see it. */
  acknowledgementsUnknown: number
  /** Letters that tell of danger of which no page reached anybody. */
  unpaged: number
  pages: number
  historiesBroken: number
}

/** Counts the whole database against what was sent and what left. */
export async function totalQueue(db: Db, sent: readonly Sent[], left: readonly KeptMail[]): Promise<Tally> {
  const tally: Tally = {
    sent: sent.length,
    lost: 0,
    duplicated: 0,
    unexpected: 0,
    parked: 0,
    acknowledgedTwice: 0,
    acknowledgementsLost: 0,
    acknowledgementsUnknown: 0,
    unpaged: 0,
    pages: 0,
    historiesBroken: 0,
  }
  for (const officeId of new Set(sent.map((one) => one.officeId))) {
    await inOffice(db, officeId, (tx) =>
      countOffice(tx, tally, { sent: sent.filter((one) => one.officeId === officeId), left }),
    )
  }
  tally.pages = left.filter(isPage).length
  tally.acknowledgedTwice += left.filter(isAck).length - new Set(left.filter(isAck).map(keyOf)).size
  return tally
}

const isAck = ({ messageId }: KeptMail): boolean => messageId.startsWith('<ack.')
const isPage = ({ messageId }: KeptMail): boolean => messageId.startsWith('<page.')
const keyOf = ({ messageId, to }: KeptMail): string => `${messageId} ${to.join()}`

async function countOffice(
  tx: Db,
  tally: Tally,
  { sent, left }: { sent: readonly Sent[]; left: readonly KeptMail[] },
): Promise<void> {
  const taken = await tx
    .select({
      messageId: messages.messageId,
      caseId: messages.caseId,
      reference: cases.reference,
      ack: acknowledgements.state,
    })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .leftJoin(acknowledgements, eq(acknowledgements.messageId, messages.id))
  const rowsOf = Map.groupBy(taken, ({ messageId }) => messageId ?? '')
  const known = new Set(sent.map(({ messageId }) => messageId))
  const pagedCases = await casesPaged(tx, left)
  const acks = Map.groupBy(left.filter(isAck), ({ messageId }) => messageId)
  for (const { messageId, danger } of sent) {
    const rows = rowsOf.get(messageId) ?? []
    const [row] = rows
    if (!row) {
      tally.lost++
      continue
    }
    tally.duplicated += rows.length - 1
    if (danger && !pagedCases.has(row.caseId)) tally.unpaged++
    const mine = [...acks].filter(([id]) => id.includes(row.reference)).length
    if (mine > 1) tally.acknowledgedTwice++
    if (row.ack === 'unknown') tally.acknowledgementsUnknown++
    if (row.ack === null || row.ack === 'owed' || row.ack === 'sending') tally.acknowledgementsLost++
    if (row.ack === 'sent' && mine === 0) tally.acknowledgementsLost++
  }
  for (const messageId of rowsOf.keys()) if (!known.has(messageId)) tally.unexpected++
  tally.parked += await tx.$count(rawMessages, eq(rawMessages.state, 'parked'))
  tally.lost += await tx.$count(rawMessages, eq(rawMessages.state, 'stored'))
  if (!(await verifyAudit(tx)).ok) tally.historiesBroken++
}

async function casesPaged(tx: Db, left: readonly KeptMail[]): Promise<Set<string>> {
  // One page may tell of several alerts.
  const told = await tx
    .select({ messageId: sentMails.messageId, caseId: escalations.caseId })
    .from(pages)
    .innerJoin(sentMails, eq(sentMails.id, pages.sentMailId))
    .innerJoin(escalations, eq(escalations.id, pages.escalationId))
  const kept = new Set(left.map(({ messageId }) => messageId))
  return new Set(told.filter(({ messageId }) => kept.has(messageId)).map(({ caseId }) => caseId))
}

/** What must be nought whatever happened. */
export const nought = (tally: Tally) => {
  const { lost, duplicated, unexpected, parked, acknowledgedTwice, acknowledgementsLost, unpaged } = tally
  return {
    ...{ lost, duplicated, unexpected, parked, acknowledgedTwice, acknowledgementsLost, unpaged },
    historiesBroken: tally.historiesBroken,
  }
}

export const NOUGHT = {
  ...{ lost: 0, duplicated: 0, unexpected: 0, parked: 0, acknowledgedTwice: 0, acknowledgementsLost: 0 },
  ...{ unpaged: 0, historiesBroken: 0 },
}

/** One line for the reader of a test's output. */
export const sayTally = (what: string, tally: Tally): string =>
  `${what}: ${Object.entries(tally)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')}`
