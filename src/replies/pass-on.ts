/** What is passed on goes into the ledger of disclosures in the same transaction in which it is about to leave. */
import { z } from 'zod'
import type { Acting } from '../cases/act-on-case.ts'
import type { CaseRow } from '../cases/arrival.ts'
import type { Db } from '../db/db.ts'
import { recordDisclosure } from '../disclosures/record-disclosure.ts'
import type { Ground } from '../offices/grounds.ts'
import type { Reply } from './write-reply.ts'

const RECEIVERS = ['force', 'iopc', 'gla', 'panel', 'council', 'other'] as const
const PURPOSES = ['answer', 'consult', 'transfer', 'investigate', 'referral', 'audit', 'safety'] as const

/** What the person said of it when they wrote it; the words are those of the letter. */
export const SharingAsked = z.strictObject({
  receiver: z.enum(RECEIVERS),
  receiverName: z.string().min(1),
  purpose: z.enum(PURPOSES),
  ground: z.string().min(1),
  why: z.string().min(1),
  heldBack: z.string().min(1),
  toldPerson: z.enum(['told', 'not-told']),
  toldPersonWhy: z.string().min(1),
})
export type SharingAsked = z.infer<typeof SharingAsked>

/** A sentence where it may not be told any more: a consent taken back, a restriction set while it waited. */
export async function passOn(
  tx: Db,
  about: { acting: Acting & { caseRow: CaseRow }; row: Reply; grounds: readonly Ground[] },
): Promise<string | undefined> {
  const { acting, row, grounds } = about
  const asked = SharingAsked.parse(JSON.parse(row.sharing ?? '{}'))
  const ground = grounds.find(({ id }) => id === asked.ground)
  if (!ground) return 'The ground on which it was to be told is not one of this office any more.'
  const { ground: _, ...said } = asked
  const told = await recordDisclosure(tx, acting, { ...said, ground, channel: 'email', words: row.text })
  return told.ok ? undefined : told.says
}
