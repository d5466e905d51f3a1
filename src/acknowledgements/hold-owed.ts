/** Takes back what is owed and has not left, when somebody says that it must not just go out. */
import { and, eq, inArray, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { acknowledgements, cases } from '../db/schema.ts'
import type { ContactBar } from './contact-bar.ts'

type Asked = {
  officeId: string
  caseId: string
  /** Without its tag; null where only the case itself is meant. */
  address: string | null
  /** This acknowledgement and no other. */
  only?: string
  actor: string
  now: Date
}

/**
 * Locks the case, and every other case with a letter owed to the same address, in one order for
 * all: so that nobody waits for somebody who waits for them. Call it before anything is written.
 */
export async function lockWhatIsOwed(tx: Db, asked: Asked): Promise<string[]> {
  const owed = await tx.select(IDS).from(acknowledgements).where(isOwed(asked))
  const caseIds = [...new Set([asked.caseId, ...owed.map(({ caseId }) => caseId)])]
  await tx
    .select({ id: cases.id })
    .from(cases)
    .where(inArray(cases.id, caseIds))
    .orderBy(cases.id)
    .for('update')
  return caseIds
}

/** What is owed becomes `held`. One already on its way cannot be called back, and stays as it is. */
export async function holdOwed(tx: Db, asked: Asked, bar: Omit<ContactBar, 'since'>): Promise<number> {
  const { officeId, actor, now } = asked
  const held = await tx
    .update(acknowledgements)
    .set({ ...NOBODY_SENDS_IT, state: 'held', reason: bar.reason, because: bar.because })
    .where(isOwed(asked))
    .returning(IDS)
  await record(
    tx,
    held.map(({ caseId }) => ({
      officeId,
      at: now,
      actor,
      action: 'acknowledgement-held' as const,
      caseId,
      detail: { reason: bar.reason },
    })),
  )
  return held.length
}

/** As if nobody had let it go: whoever does so next is asked again. */
const NOBODY_SENDS_IT = {
  owedAt: null,
  toAddress: null,
  sentBy: null,
  overrideBecause: null,
  discreet: false,
}

const IDS = { id: acknowledgements.id, caseId: acknowledgements.caseId }

const isOwed = ({ caseId, address, only }: Asked) =>
  and(
    eq(acknowledgements.state, 'owed'),
    only === undefined ? undefined : eq(acknowledgements.id, only),
    or(
      eq(acknowledgements.caseId, caseId),
      ...(address === null
        ? []
        : [eq(acknowledgements.sender, address), eq(acknowledgements.writer, address)]),
    ),
  )
