/**
 * One letter that is about two matters becomes two cases. The second has a copy of the letter of its
 * own, so that it is sealed, held, searched and disposed of by itself; its clocks count from the
 * same receipt.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { CLOCK_RULES, isClockKind } from '../clocks/clock-rules.ts'
import { keepKeys, newKey } from '../db/data-keys.ts'
import type { Db } from '../db/db.ts'
import {
  acknowledgements,
  caseLinks,
  cases,
  clocks,
  messages,
  rawMessages,
  riskFlags,
  searchText,
} from '../db/schema.ts'
import { type DataKey, encryptBytes, encryptText } from '../keys/encryption.ts'
import type { Route } from '../triage/route.ts'
import { actionEntry, changeCase, lockCase, nameOf } from './act-on-case.ts'
import type { CaseRow } from './arrival.ts'
import { copyClocks } from './copy-clock.ts'
import { copyHandling } from './copy-handling.ts'
import { noteChange } from './note-change.ts'
import { NOTHING_YET, nextReference } from './open-case.ts'
import { encryptedRow } from './record-arrival.ts'
import { retentionColumns } from './retention-columns.ts'
import { type ActingByCalendar, endClocks, startRouteClocks } from './route-clocks.ts'
import { searchRow } from './search-text.ts'

export type Split =
  | { ok: true; reference: string }
  | { ok: false; because: 'no-such-case' | 'changed-meanwhile' | 'no-such-message' | 'same-route' | 'drill' }

export type SplitAsked = {
  /** The id of the case to be, made with the form: two presses are one split. */
  newCaseId: string
  messageId: string
  route: Route
  reason: string
  version: number
}

type Message = typeof messages.$inferSelect

export async function splitCase(tx: Db, acting: ActingByCalendar, asked: SplitAsked): Promise<Split> {
  const found = await lockCase(tx, acting.caseId)
  if (!found) return { ok: false, because: 'no-such-case' }
  const [before] = await tx.select().from(cases).where(eq(cases.id, asked.newCaseId))
  if (before) return { ok: true, reference: before.reference }
  if (found.drillId) return { ok: false, because: 'drill' }
  if (found.version !== asked.version) return { ok: false, because: 'changed-meanwhile' }
  if (found.route === asked.route) return { ok: false, because: 'same-route' }
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.id, asked.messageId), eq(messages.caseId, found.id)))
  if (!message) return { ok: false, because: 'no-such-message' }
  const made = await openSecond(tx, acting, { found, message, asked })
  const others = found.others.filter((route) => route !== asked.route)
  const theirs = await clocksOnlyOf(tx, found, { route: asked.route, left: [found.route, ...others] })
  const secondly = { ...acting, caseId: made.id }
  await copyClocks(tx, acting, { from: theirs, toCaseId: made.id, messageId: made.messageId })
  await startRouteClocks(tx, secondly, {
    routes: [asked.route],
    receipt: { messageId: made.messageId, receivedAt: message.receivedAt },
  })
  const entries = await endClocks(tx, acting, {
    clockIds: theirs.map(({ id }) => id),
    event: 'transferred',
    note: `It goes on in ${made.reference}.`,
  })
  await changeCase(tx, acting, [found.route, ...others], { others }, found.outcomeKind)
  const linkId = await linkSplit(tx, acting, made.id, asked.reason)
  await noteChange(tx, acting, {
    kind: 'split',
    otherCaseId: made.id,
    before: { others: found.others, entries, linkId, version: 1 },
  })
  const detail = { from: found.reference, to: made.reference, route: asked.route }
  await record(tx, [actionEntry(acting, 'case-split', detail), actionEntry(secondly, 'case-split', detail)])
  return { ok: true, reference: made.reference }
}

/** Running clocks that none of the routes that are left would have started. */
async function clocksOnlyOf(
  tx: Db,
  { id }: CaseRow,
  { route, left }: { route: Route; left: readonly Route[] },
) {
  const running = await tx
    .select()
    .from(clocks)
    .where(and(eq(clocks.caseId, id), isNull(clocks.stoppedAt)))
  return running.filter(({ kind }) => {
    if (!isClockKind(kind)) return false
    const { startedBy } = CLOCK_RULES[kind]
    return startedBy.includes(route) && !left.some((one) => startedBy.includes(one))
  })
}

async function openSecond(
  tx: Db,
  acting: ActingByCalendar,
  { found, message, asked }: { found: CaseRow; message: Message; asked: SplitAsked },
): Promise<{ id: string; reference: string; messageId: string }> {
  const { office, now } = acting
  const rawMessageId = randomUUID()
  const { key, row: keyRow } = await newKey(tx, office.id, { rawMessageId })
  const reference = await nextReference(tx, office, now)
  const { disposeAfter: _, ...copied } = found
  const id = asked.newCaseId
  await tx.insert(cases).values({
    ...copied,
    ...{ id, reference, route: asked.route, others: [], routeConfirmed: true, abstained: false },
    ...{ status: 'in-progress', closedAt: null, outcome: null, outcomeKind: null, version: 1 },
    ...{ linkedCaseId: null, linkedBecause: null, openedAt: message.receivedAt, lastActionAt: now },
    ...{ periodEvent: null, periodFrom: null, lastHandler: null, ...NOTHING_YET },
    ...retentionColumns(office, [asked.route]),
    subject: encryptText(key, message.subject),
  })
  await copyRaw(tx, message.rawMessageId, { id: rawMessageId, mailbox: `split ${reference}`, key })
  await keepKeys(tx, [{ key, row: keyRow }])
  const messageId = randomUUID()
  const row = { ...message, id: messageId, caseId: id, rawMessageId, hints: [] }
  await tx.insert(messages).values({ ...encryptedRow({ row, key }), caseId: id })
  await tx.insert(searchText).values(searchRow(row, { caseId: id, reference }) as never)
  const flags = await tx.select().from(riskFlags).where(eq(riskFlags.messageId, message.id))
  if (flags.length > 0)
    await tx
      .insert(riskFlags)
      .values(flags.map((flag) => ({ ...flag, id: randomUUID(), caseId: id, messageId })))
  await tx.insert(acknowledgements).values({
    ...{ id: randomUUID(), officeId: office.id, caseId: id, messageId, state: 'suppressed', reason: 'split' },
    because: `Whether the writer is answered is decided in ${found.reference}, from which this matter comes.`,
    ...{ noticeVersion: office.notice.version, decidedAt: now },
  })
  await copyHandling(tx, found.id, { id, reference })
  return { id, reference, messageId }
}

/** The bytes once more, under a key of their own, so that the disposal of one case leaves the other its letter. */
async function copyRaw(
  tx: Db,
  from: string,
  { id, mailbox, key }: { id: string; mailbox: string; key: DataKey },
): Promise<void> {
  const [raw] = await tx.select().from(rawMessages).where(eq(rawMessages.id, from))
  if (!raw) throw new Error('A letter has no bytes')
  await tx.insert(rawMessages).values({
    ...raw,
    ...{ id, mailbox, source: encryptBytes(key, raw.source), state: 'taken-in', copyOf: null, wholeOf: null },
    // Its files are scanned under their own number.
    scan: 'owed',
  })
}

async function linkSplit(
  tx: Db,
  acting: ActingByCalendar,
  otherCaseId: string,
  because: string,
): Promise<string> {
  const id = randomUUID()
  await tx.insert(caseLinks).values({
    ...{ id, officeId: acting.office.id, caseId: acting.caseId, otherCaseId, kind: 'split', because },
    ...{ linkedBy: acting.actor, linkedByName: nameOf(acting), linkedAt: acting.now },
  })
  return id
}
