/**
 * The one question before anything of a case is told outside: every referral, transfer and
 * disclosure asks it, in the transaction that records it. Reads what the person has said, whether
 * the case may be used at all, and the office's matrix; the answer is a rule or a sentence.
 */
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { caseHolds, consents, useRestrictions } from '../db/schema.ts'
import type { Ground, Receiver } from '../offices/grounds.ts'
import {
  type ConsentStanding,
  mayShareBy,
  type SharePurpose,
  type ShareVerdict,
} from '../offices/may-share.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Route } from '../triage/route.ts'

export type Consent = typeof consents.$inferSelect

export type Sharing = {
  office: OfficeProfile
  caseRow: { id: string; route: Route; others: readonly Route[] }
  receiver: Receiver
  purpose: SharePurpose
  ground: Ground
  /** The person has just agreed, and the record of what is told says how. */
  saidNow?: 'given' | undefined
}

export type MayShare = ShareVerdict & { consentId?: string | undefined }

/** Whether it may be told, by which rule, and by which consent where one counts. */
export async function mayShare(tx: Db, asked: Sharing): Promise<MayShare> {
  const { office, caseRow, receiver, purpose, ground, saidNow } = asked
  const [said, restricted, bombs] = await Promise.all([
    findConsents(tx, caseRow.id),
    tx.$count(useRestrictions, and(eq(useRestrictions.caseId, caseRow.id), isNull(useRestrictions.endedAt))),
    tx.$count(
      caseHolds,
      and(eq(caseHolds.caseId, caseRow.id), eq(caseHolds.kind, 'bomb-threat'), isNull(caseHolds.liftedAt)),
    ),
  ])
  const latest = lastWord(said, { receiver, purpose })
  const verdict = mayShareBy(office, {
    routes: [caseRow.route, ...caseRow.others],
    ...{ receiver, purpose, ground },
    consent: saidNow ?? standingOf(latest),
    isRestricted: restricted > 0,
    isBombThreat: bombs > 0,
  })
  const counts = verdict.ok && (ground.basis === 'consent' || purpose === 'transfer')
  return { ...verdict, ...(counts && !saidNow ? { consentId: latest?.id } : {}) }
}

/** What people said in that case, the newest word first. */
export const findConsents = (tx: Db, caseId: string): Promise<Consent[]> =>
  tx
    .select()
    .from(consents)
    .where(eq(consents.caseId, caseId))
    .orderBy(desc(consents.saidOn), desc(consents.notedAt), desc(consents.id))

/** The newest word about that receiver and purpose; of one day what was written down last. */
export const lastWord = (
  said: readonly Consent[],
  { receiver, purpose }: { receiver: string; purpose: string },
): Consent | undefined => said.find((one) => one.receiver === receiver && one.purpose === purpose)

export const standingOf = (one: Consent | undefined): ConsentStanding =>
  one === undefined ? 'none' : one.withdrawnOn !== null ? 'withdrawn' : one.answer
