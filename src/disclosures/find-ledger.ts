/**
 * The ledger: what was told outside and what people agreed to, in one list. A referral about a
 * person at risk stands in it beside the other disclosures. Reads only.
 */
import { desc, eq, type SQL } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, consents, disclosures, referrals } from '../db/schema.ts'
import type { Consent } from './may-share.ts'

export type Told = {
  id: string
  kind: 'disclosure' | 'referral'
  caseId: string
  reference: string
  /** A kind of receiver, or an id of src/referrals/receivers.ts. */
  receiver: string
  receiverName: string
  purpose: string
  ground: string
  toldPerson: 'told' | 'not-told'
  decidedByName: string
  at: Date
  why: string
}

export type Ledger = { told: Told[]; consents: (Consent & { reference: string })[] }

/** More than anybody reads in one sitting; the case has its own whole list. */
const MOST_LISTED = 500

/** Of the whole office, or of one case; the newest first. */
export async function findLedger(tx: Db, caseId?: string): Promise<Ledger> {
  const of = (
    column: typeof disclosures.caseId | typeof referrals.caseId | typeof consents.caseId,
  ): SQL | undefined => (caseId === undefined ? undefined : eq(column, caseId))
  const [other, referred, said] = await Promise.all([
    tx
      .select({ row: disclosures, reference: cases.reference })
      .from(disclosures)
      .innerJoin(cases, eq(cases.id, disclosures.caseId))
      .where(of(disclosures.caseId))
      .orderBy(desc(disclosures.toldAt))
      .limit(MOST_LISTED),
    tx
      .select({ row: referrals, reference: cases.reference })
      .from(referrals)
      .innerJoin(cases, eq(cases.id, referrals.caseId))
      .where(of(referrals.caseId))
      .orderBy(desc(referrals.toldAt))
      .limit(MOST_LISTED),
    tx
      .select({ row: consents, reference: cases.reference })
      .from(consents)
      .innerJoin(cases, eq(cases.id, consents.caseId))
      .where(of(consents.caseId))
      .orderBy(desc(consents.notedAt))
      .limit(MOST_LISTED),
  ])
  const told: Told[] = [
    ...other.map(({ row, reference }) => ({
      ...{ id: row.id, kind: 'disclosure' as const, caseId: row.caseId, reference },
      ...{ receiver: row.receiver, receiverName: row.receiverName, purpose: row.purpose, ground: row.ground },
      ...{ toldPerson: row.toldPerson, decidedByName: row.decidedByName, at: row.toldAt, why: row.why },
    })),
    ...referred.map(({ row, reference }) => ({
      ...{ id: row.id, kind: 'referral' as const, caseId: row.caseId, reference },
      ...{ receiver: row.toWhom, receiverName: row.contact, purpose: 'safety', ground: row.ground },
      ...{ toldPerson: row.toldPerson, decidedByName: row.decidedByName, at: row.toldAt, why: '' },
    })),
  ]
  return {
    told: told.sort((a, b) => b.at.getTime() - a.at.getTime()),
    consents: said.map(({ row, reference }) => ({ ...row, reference })),
  }
}
