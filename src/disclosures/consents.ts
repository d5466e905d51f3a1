/**
 * What a person agreed to, or refused, and that they took it back: both are written down with the
 * same four things (who, when, how, what was said), so that the one is as easy as the other
 * (UK GDPR Art 7(3); B-11, C-05). Whoever takes a consent back gives no reason.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, nameOf, recordAction } from '../cases/act-on-case.ts'
import { type IsoDate, londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { consents, type SaidBy } from '../db/schema.ts'

/** Who said what, when and how. */
export type Evidence = { byWhom: string; on: IsoDate; how: SaidBy; said: string }

export type NewConsent = Evidence & {
  receiver: string
  receiverName: string
  purpose: string
  answer: 'given' | 'refused'
  reviewOn: IsoDate | null
}

export type Noted = { ok: true } | { ok: false; field: keyof NewConsent; says: string }

const wrongDay = (on: IsoDate, now: Date): Noted | undefined =>
  on > londonDay(now)
    ? { ok: false, field: 'on', says: 'That day is in the future: give the day on which it was said.' }
    : on < '2010-01-01'
      ? { ok: false, field: 'on', says: 'That is too long ago to count: look at the year, or ask again.' }
      : undefined

/** Notes a consent or a refusal; a later word takes the place of an earlier one, which stays in the record. */
export async function noteConsent(tx: Db, acting: Acting, said: NewConsent): Promise<Noted> {
  const wrong = wrongDay(said.on, acting.now)
  if (wrong) return wrong
  const id = randomUUID()
  await recordAction(tx, acting)
  await tx.insert(consents).values({
    ...{ id, officeId: acting.office.id, caseId: acting.caseId },
    ...{
      receiver: said.receiver,
      receiverName: said.receiverName,
      purpose: said.purpose,
      answer: said.answer,
    },
    ...{ saidByWhom: said.byWhom, saidOn: said.on, saidHow: said.how, whatWasSaid: said.said },
    ...{ reviewOn: said.reviewOn, notedBy: acting.actor, notedByName: nameOf(acting), notedAt: acting.now },
  })
  const detail = { consentId: id, answer: said.answer, receiver: said.receiver, purpose: said.purpose }
  await record(tx, [actionEntry(acting, 'consent-noted', detail)])
  return { ok: true }
}

/** They took it back; nothing that was told before becomes wrong by it (Art 7(3)). */
export async function withdrawConsent(tx: Db, acting: Acting, id: string, said: Evidence): Promise<Noted> {
  const wrong = wrongDay(said.on, acting.now)
  if (wrong) return wrong
  const ended = await tx
    .update(consents)
    .set({
      ...{ withdrawnByWhom: said.byWhom, withdrawnOn: said.on, withdrawnHow: said.how },
      ...{ withdrawnSaid: said.said, withdrawalNotedByName: nameOf(acting), withdrawalNotedAt: acting.now },
    })
    .where(and(eq(consents.id, id), eq(consents.caseId, acting.caseId), isNull(consents.withdrawnOn)))
    .returning({ id: consents.id })
  if (ended.length === 0)
    return { ok: false, field: 'said', says: 'Somebody has written down meanwhile that it was taken back.' }
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'consent-withdrawn', { consentId: id })])
  return { ok: true }
}
