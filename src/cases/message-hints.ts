/** What the reader of a further message should be told about it. Pure. */
import type { MessageHint } from '../db/schema.ts'
import type { Bounce } from '../message/bounce.ts'
import { type MachineSignCode, machineSigns } from '../message/machine-made.ts'
import type { Message } from '../message/message.ts'
import { valuesOf } from '../message/read-addresses.ts'
import type { Route } from '../triage/route.ts'
import type { Triage } from '../triage/triage.ts'
import type { CaseRow } from './arrival.ts'

/** In an answer to our own mail these are enough. `Auto-Submitted: auto-generated` is not: web forms carry it. */
const SURE: ReadonlySet<MachineSignCode> = new Set(['NULL_PATH', 'REPORT', 'VENDOR_AUTO', 'SUBJECT_AUTO'])

/**
 * Whether a message that answers our mail is an absence notice or the like. It is kept
 * with the case and read for danger, and it neither opens a closed case again nor
 * lengthens how long the case is kept: nobody wrote it.
 */
export const isAutomaticAnswer = (message: Message): boolean =>
  machineSigns(message).some(({ code }) => SURE.has(code)) ||
  valuesOf(message.headers, 'auto-submitted').some((value) => /\bauto-replied\b/i.test(value))

/** Says nothing about the matter of a message; these routes differ from every other without meaning it. */
const NO_MATTER: ReadonlySet<Route> = new Set(['general-enquiry', 'not-correspondence'])

/** The hints for a message that joins the case; a machine's has no matter of its own. */
export function hintsFor(
  found: Pick<CaseRow, 'route' | 'others'>,
  facts: { triage: Triage; machineMade: boolean; bounce: Bounce | undefined },
): MessageHint[] {
  if (facts.bounce?.isFinal) return ['brought-back']
  if (facts.bounce?.status.startsWith('4')) return ['delayed']
  if (facts.machineMade) return ['automatic-answer']
  const { primary, abstained } = facts.triage.route
  const isOther = primary !== found.route && !found.others.includes(primary) && !NO_MATTER.has(primary)
  return isOther && !abstained ? ['other-matter'] : []
}
