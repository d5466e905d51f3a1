/**
 * The job that pages duty staff, rung after rung, until a person answers.
 *
 * First, in one transaction: the pages are noted, the alert moves on to the next rung
 * and that rung's job is owed. Then they are sent, all at the same time. Whatever dies in
 * between, the next rung is already due, and the sweep sends a page again that was left
 * half-way: a page that comes twice is the smaller mistake.
 */
import { inOffice } from '../db/db.ts'
import { TryAgainLater } from '../errors.ts'
import { handOverBy, noteOutcome } from '../jobs/hand-over.ts'
import type { JobIds } from '../jobs/queue.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { claimPages } from './claim-page.ts'
import type { Claimed } from './compose-page.ts'
import { endingOf, settlePage } from './settle-page.ts'

/** Sends the pages that are due for this alert, if any are. */
export async function sendPage(deps: SendingDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const claimed = await inOffice(deps.db, officeId, (tx) => claimPages(tx, deps, office, id))
  // Each is waited for, also where one has failed: what became of the others has to be noted.
  const sent = await Promise.allSettled(claimed.map((one) => sendOne(deps, office, one)))
  // The next rung, and another way where one failed, may be due at once.
  if (claimed.length > 0) deps.queue.nudge('page')
  for (const one of sent) if (one.status === 'rejected') throw one.reason
}

async function sendOne(deps: SendingDeps, office: OfficeProfile, claimed: Claimed): Promise<void> {
  const { sentMailId, send } = claimed
  const tries = claimed.rows[0]?.tries ?? 1
  try {
    await handOverBy(deps, { officeId: office.id, sentMailId, send }, (tx, outcome) =>
      settlePage(tx, deps, {
        office,
        claimed,
        ending: endingOf(outcome, tries),
        providerId: outcome.providerId,
      }),
    )
  } catch (error) {
    if (!(error instanceof TryAgainLater)) throw error
    await noteOutcome(deps.db, office.id, (tx) => settlePage(tx, deps, { office, claimed, ending: 'failed' }))
  }
}
