/** Writes down what is told outside, word for word, if it may be told; asked and written in one transaction. */
import { createHash, randomUUID } from 'node:crypto'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, nameOf, recordAction } from '../cases/act-on-case.ts'
import { keyOfCase } from '../db/data-keys.ts'
import type { Db } from '../db/db.ts'
import { disclosures, type SaidBy } from '../db/schema.ts'
import { encryptText } from '../keys/encryption.ts'
import { mayShare, type Sharing } from './may-share.ts'
import { nameless } from './nameless.ts'

export type NewDisclosure = Omit<Sharing, 'office' | 'caseRow' | 'saidNow'> & {
  receiverName: string
  channel: SaidBy
  words: string
  why: string
  heldBack: string
  toldPerson: 'told' | 'not-told'
  toldPersonWhy: string
}

type CaseOf = Sharing['caseRow'] & { correspondentName: string; correspondentAddress: string | null }

export type Disclosed = { ok: true; id: string } | { ok: false; says: string }

/** Another body is asked about a request for information without whose it is. */
export const isNameless = (
  { route, others }: Pick<CaseOf, 'route' | 'others'>,
  purpose: Sharing['purpose'],
): boolean => purpose === 'consult' && [route, ...others].includes('foi')

/** The words as they are told: without the writer's name where the request is asked about. */
export const wordsFor = (caseRow: CaseOf, purpose: Sharing['purpose'], words: string): string =>
  isNameless(caseRow, purpose)
    ? nameless(words, { name: caseRow.correspondentName, address: caseRow.correspondentAddress })
    : words

export async function recordDisclosure(
  tx: Db,
  acting: Acting & { caseRow: CaseOf },
  told: NewDisclosure,
): Promise<Disclosed> {
  const { office, caseRow, now } = acting
  const { ground, receiver, purpose } = told
  const verdict = await mayShare(tx, { office, caseRow, receiver, purpose, ground })
  if (!verdict.ok) return { ok: false, says: verdict.says }
  const id = randomUUID()
  const words = wordsFor(caseRow, purpose, told.words)
  const wordsHash = createHash('sha256').update(words, 'utf8').digest('hex')
  await recordAction(tx, acting)
  const key = await keyOfCase(tx, office.id, caseRow.id)
  await tx.insert(disclosures).values({
    ...{ id, officeId: office.id, caseId: caseRow.id, receiver, receiverName: told.receiverName, purpose },
    ...{
      ground: ground.id,
      rule: verdict.rule,
      sources: verdict.source,
      consentId: verdict.consentId ?? null,
    },
    ...{
      channel: told.channel,
      words: encryptText(key, words),
      wordsHash,
      nameless: isNameless(caseRow, purpose),
    },
    ...{ why: told.why, heldBack: encryptText(key, told.heldBack) },
    ...{ toldPerson: told.toldPerson, toldPersonWhy: told.toldPersonWhy },
    ...{ decidedBy: acting.actor, decidedByName: nameOf(acting), toldAt: now },
  })
  const detail = { disclosureId: id, receiver, purpose, ground: ground.id, wordsHash }
  await record(tx, [actionEntry(acting, 'disclosure-recorded', detail)])
  return { ok: true, id }
}
