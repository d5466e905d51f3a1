/** A person sends an acknowledgement that the table kept back, or that did not arrive. */
import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, recordAction } from '../cases/act-on-case.ts'
import type { CaseRow } from '../cases/arrival.ts'
import { findStanding } from '../cases/find-special.ts'
import type { Db } from '../db/db.ts'
import { type AcknowledgementState, acknowledgements, messages } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { role } from '../message/machine-made.ts'
import { isAmong, mailboxesOf, staffAddresses, withoutTag } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { type ContactBar, contactBar } from './contact-bar.ts'
import { lockWithItsCase } from './lock-with-its-case.ts'
import { cannotReceive } from './reply-address.ts'

export type LetGoAsked = {
  acknowledgementId: string
  to: string
  /** `route` names what the case is about; `neutral` says no more than that something was received. */
  letter: 'neutral' | 'route'
  /** The person has made sure that it is safe to write to this address. */
  isSafe: boolean
  /** Why it goes out although something stands against it. */
  why: string
}

export type LetGo =
  | { ok: true }
  | {
      ok: false
      because:
        | 'not-to-be-sent'
        | 'bad-address'
        | 'not-said-to-be-safe'
        | 'not-said-why'
        | 'route-not-named'
        | 'bomb-threat'
        | 'restricted-use'
      says: string
    }

const refused = (because: Extract<LetGo, { ok: false }>['because'], says: string): LetGo => ({
  ok: false,
  because,
  says,
})

/** What has not left us, or not for certain, or came back. */
const KEPT_BACK: readonly AcknowledgementState[] = ['held', 'suppressed', 'failed', 'unknown', 'bounced']

type Row = typeof acknowledgements.$inferSelect

/** Whether a person may send it now. One on its way is not theirs to send a second time. */
export const canBeLetGo = ({ state }: Pick<Row, 'state'>): boolean => KEPT_BACK.includes(state)

/** Somebody else may read what is sent: the letter was held for that, or shows danger, or nobody could read it. */
export const isWriterAtRisk = (caseRow: Pick<CaseRow, 'risk'>, { state }: Pick<Row, 'state'>): boolean =>
  state === 'held' || caseRow.risk !== 'none'

/** Only a route that a person confirmed is named, and never to somebody at risk. */
export const mayNameRoute = (
  caseRow: Pick<CaseRow, 'risk' | 'routeConfirmed' | 'abstained'>,
  row: Pick<Row, 'state'>,
  bar: ContactBar | undefined,
): boolean =>
  caseRow.routeConfirmed &&
  !caseRow.abstained &&
  !isWriterAtRisk(caseRow, row) &&
  bar?.reason !== 'safe-contact'

/** Something stands against it, so whoever sends it says why they do. */
export const mustSayWhy = (row: Pick<Row, 'state'>, bar: ContactBar | undefined): boolean =>
  row.state === 'held' || bar !== undefined

/** What stands against a letter to that address: noted of the case, its writer, whoever wrote, or the address itself. */
export async function barAgainst(
  tx: Db,
  { caseRow, from, to }: { caseRow: CaseRow; from: string | null; to: string },
): Promise<ContactBar | undefined> {
  const addresses = [caseRow.correspondentAddress ?? '', from ?? '', to.toLowerCase()]
  return contactBar(await findStanding(tx, { caseIds: [caseRow.id], addresses }))
}

/**
 * Makes it owed again, with the name of the person and the letter they chose; the job
 * sends it once. Two people who press at the same moment send one: the row is locked, and
 * the second finds it on its way. The limits are for machines and do not bind a person.
 */
export async function letGo(
  tx: Db,
  { queue }: { queue: Enqueue },
  acting: Acting & { caseRow: CaseRow },
  asked: LetGoAsked,
): Promise<LetGo> {
  const row = await lockWithItsCase(tx, asked.acknowledgementId)
  if (row?.caseId !== acting.caseId || !canBeLetGo(row))
    return refused('not-to-be-sent', 'It is on its way already, or somebody else has just sent it.')
  const [message] = await tx
    .select({ fromAddress: messages.fromAddress })
    .from(messages)
    .where(eq(messages.id, row.messageId))
  const to = asked.to.toLowerCase()
  const wrong = wrongAddress(acting.office, { to, row, fromAddress: message?.fromAddress ?? null })
  if (wrong !== undefined) return refused('bad-address', wrong)
  const bar = await barAgainst(tx, { caseRow: acting.caseRow, from: message?.fromAddress ?? null, to })
  if (bar?.reason === 'bomb-threat')
    return refused(
      'bomb-threat',
      'A bomb threat is not answered. If it is none, say so and lift the hold first.',
    )
  if (bar?.reason === 'restricted-use')
    return refused(
      'restricted-use',
      'The use of this case is restricted, so nothing of it is sent. End the restriction first, under “Rights over data”.',
    )
  if ((isWriterAtRisk(acting.caseRow, row) || bar?.reason === 'safe-contact') && !asked.isSafe)
    return refused('not-said-to-be-safe', 'Make sure that it is safe to write to this address, and say so.')
  if (mustSayWhy(row, bar) && asked.why === '')
    return refused('not-said-why', 'Say why it is sent although it was kept back.')
  if (asked.letter === 'route' && !mayNameRoute(acting.caseRow, row, bar))
    return refused('route-not-named', 'Choose the letter that names no route.')
  await release(tx, acting, row, { to, isNeutral: asked.letter === 'neutral', bar, why: asked.why })
  await queue.enqueue(tx, 'acknowledge', { officeId: row.officeId, id: row.id })
  return { ok: true }
}

async function release(
  tx: Db,
  acting: Acting,
  row: Row,
  { to, isNeutral, bar, why }: { to: string; isNeutral: boolean; bar: ContactBar | undefined; why: string },
): Promise<void> {
  const isDiscreet = bar?.reason === 'safe-contact'
  await recordAction(tx, acting)
  await tx
    .update(acknowledgements)
    .set({
      state: 'owed',
      toAddress: to,
      sender: withoutTag(to),
      neutral: isNeutral,
      discreet: isDiscreet,
      overrideBecause: why || null,
      sentBy: acting.actorName ?? acting.actor,
      owedAt: acting.now,
      // A letter of its own, with a number of its own: what came back before stays told apart from it.
      sentMailId: null,
      claimedAt: null,
    })
    .where(eq(acknowledgements.id, row.id))
  const letter = isDiscreet ? 'discreet' : isNeutral ? 'neutral' : 'route'
  const detail = { from: row.state, letter, reason: row.reason, against: bar?.reason ?? null }
  await record(tx, [actionEntry(acting, 'acknowledgement-let-go', detail)])
}

/** Why nothing is sent to that address, in a sentence that tells the person what to do. */
function wrongAddress(
  office: OfficeProfile,
  { to, row, fromAddress }: { to: string; row: Row; fromAddress: string | null },
): string | undefined {
  if (to === '') return 'Give the address to send it to.'
  if (cannotReceive(to) !== undefined) return 'Give a whole email address, like name@example.com.'
  if (isAmong([...mailboxesOf(office), ...staffAddresses(office)], to))
    return 'This is an address of the office itself. Give the writer’s.'
  if (role({ from: { name: '', address: to }, returnPath: to }))
    return 'Machines use this address. Give a person’s.'
  const ofTheMachine = [row.sender, row.writer, fromAddress].map((one) => withoutTag(one ?? ''))
  if (row.machineMade && ofTheMachine.includes(withoutTag(to)))
    return 'A machine wrote from this address. Give the address of a person.'
  if (row.state === 'bounced' && to === row.toAddress)
    return 'It came back from this address. Give another one.'
  return undefined
}
