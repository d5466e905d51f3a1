/** Tells somebody outside of a person at risk: the record and the alert's move stand or fall together. */
import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { actionEntry } from '../cases/act-on-case.ts'
import { keyOfCase } from '../db/data-keys.ts'
import type { Db } from '../db/db.ts'
import { referrals } from '../db/schema.ts'
import { type ActingOnAlert, type Moved, noteReply, referAlert } from '../escalations/act-on-alert.ts'
import { encryptText } from '../keys/encryption.ts'
import type { ReferralTo } from './receivers.ts'
import { sheetHash } from './sheet.ts'

export type Referral = Pick<
  typeof referrals.$inferInsert,
  | 'contact'
  | 'channel'
  | 'sheet'
  | 'heldBack'
  | 'ground'
  | 'consent'
  | 'consentWhy'
  | 'toldPerson'
  | 'toldPersonWhy'
>

export type Recorded = { ok: true; referralId: string } | Extract<Moved, { ok: false }>

/** Records what was told and moves the alert to `referred`, from which on the reply is asked for. */
export async function recordReferral(
  tx: Db,
  acting: ActingOnAlert,
  escalationId: string,
  { to, referral, says }: { to: ReferralTo; referral: Referral; says: string },
): Promise<Recorded> {
  const moved = await referAlert(tx, acting, escalationId, { to: to.outcome, note: says })
  if (!moved.ok) return moved
  const referralId = randomUUID()
  const key = await keyOfCase(tx, acting.office.id, acting.caseId)
  await tx.insert(referrals).values({
    id: referralId,
    officeId: acting.office.id,
    caseId: acting.caseId,
    escalationId,
    toWhom: to.id,
    ...referral,
    sheet: encryptText(key, referral.sheet),
    heldBack: encryptText(key, referral.heldBack),
    sheetHash: sheetHash(referral.sheet),
    decidedBy: acting.actor,
    decidedByName: acting.actorName ?? acting.actor,
    toldAt: acting.now,
  })
  const detail = { referralId, to: to.id, ground: referral.ground, sheetHash: sheetHash(referral.sheet) }
  await record(tx, [actionEntry(acting, 'referral-recorded', detail)])
  return { ok: true, referralId }
}

/** What the receiver answered, with their reference: on the alert, and on the latest referral that waits for it. */
export async function recordReply(
  tx: Db,
  acting: ActingOnAlert,
  escalationId: string,
  reply: { verdict: 'accepted' | 'declined'; note: string; theirReference: string },
): Promise<Moved> {
  const { verdict, note, theirReference } = reply
  const said = [theirReference, note].filter(Boolean).join(', ')
  const moved = await noteReply(tx, acting, escalationId, { verdict, note: said })
  if (!moved.ok) return moved
  const [waiting] = await tx
    .select({ id: referrals.id })
    .from(referrals)
    .where(and(eq(referrals.escalationId, escalationId), isNull(referrals.verdict)))
    .orderBy(desc(referrals.toldAt))
    .limit(1)
  if (!waiting) return moved
  await tx
    .update(referrals)
    .set({ verdict, verdictAt: acting.now, verdictNote: note, theirReference: theirReference || null })
    .where(eq(referrals.id, waiting.id))
  return moved
}
