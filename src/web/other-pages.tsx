/** What was sent, and what could not be taken in. */
import { Hono } from 'hono'
import { record } from '../audit/record.ts'
import { findOutbox, findParked } from '../cases/find-cases.ts'
import { inOffice } from '../db/db.ts'
import { mailboxStates } from '../db/schema.ts'
import { Page } from './layout.tsx'
import { requireRole } from './roles.ts'
import type { WebDeps, WebEnv } from './web-deps.ts'
import { plain, sayMoment } from './words.ts'

export function otherRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/outbox', requireRole(deps, 'view-outbox'), async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey } = signedIn
    const mails = await inOffice(deps.db, office.id, async (tx) => {
      await record(tx, [{ officeId: office.id, at: deps.now(), actor: userKey, action: 'outbox-viewed' }])
      return findOutbox(tx)
    })
    return c.html(
      <Page title="What was sent" signedIn={signedIn}>
        <h1 class="govuk-heading-l">What was sent</h1>
        {deps.demoNotes && (
          <p class="govuk-body">
            This is a demonstration: no mail leaves this machine. Each one is filed as an .eml file in{' '}
            {deps.demoNotes.outboxFolder}.
          </p>
        )}
        {mails.length === 0 && <p class="govuk-body">Nothing has been sent yet.</p>}
        {mails.map((mail) => (
          <details class="govuk-details">
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">
                {mail.kind === 'page' ? 'Page' : 'Acknowledgement'} to {mail.toAddress}: {mail.subject}
              </span>
            </summary>
            <div class="govuk-details__text">
              <p class="govuk-body-s">
                {mail.state === 'handed-over' && mail.handedOverAt
                  ? `Handed to the mail server ${sayMoment(mail.handedOverAt)}, which answered ${mail.response}.`
                  : `State: ${plain(mail.state)}.`}
              </p>
              <div class="wp-sent">{mail.text}</div>
            </div>
          </details>
        ))}
      </Page>,
    )
  })
  app.get('/problems', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const { parked, states } = await inOffice(deps.db, signedIn.office.id, async (tx) => ({
      parked: await findParked(tx),
      states: await tx.select().from(mailboxStates),
    }))
    const failing = states.filter(({ lastFailure }) => lastFailure !== null)
    return c.html(
      <Page title="Problems" signedIn={signedIn}>
        <h1 class="govuk-heading-l">Problems</h1>
        <h2 class="govuk-heading-m">Messages that could not be taken in</h2>
        {parked.length === 0 && <p class="govuk-body">None.</p>}
        <ul class="govuk-list govuk-list--bullet">
          {parked.map((raw) => (
            <li>
              Received in {raw.mailbox} {sayMoment(raw.receivedAt)}, {raw.size} bytes. It stopped with{' '}
              {raw.parkedBecause}. The bytes are kept under the number {raw.id}.
            </li>
          ))}
        </ul>
        <h2 class="govuk-heading-m">Mailboxes that cannot be read</h2>
        {failing.length === 0 && <p class="govuk-body">None.</p>}
        <ul class="govuk-list govuk-list--bullet">
          {failing.map((state) => (
            <li>
              {state.mailbox}, folder {state.folder}: failed{' '}
              {state.lastFailedAt && sayMoment(state.lastFailedAt)}.{' '}
              {state.lastPolledAt ? `Last read ${sayMoment(state.lastPolledAt)}.` : 'It has never been read.'}
            </li>
          ))}
        </ul>
      </Page>,
    )
  })
  return app
}
