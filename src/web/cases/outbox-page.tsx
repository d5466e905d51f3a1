import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { findOutbox } from '../../cases/find-outbox.ts'
import { inOffice } from '../../db/db.ts'
import { ContactLine } from '../parts/contact-banner.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { mailKindName, mailStateName } from '../parts/words.ts'
import { requireRole } from '../roles.ts'
import type { SignedIn, WebDeps, WebEnv } from '../web-deps.ts'

type Mail = Awaited<ReturnType<typeof findOutbox>>[number]

const SHOWN = 100

/** Everything that left the office, word for word (C-12), newest first. */
export function outboxRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/outbox', requireRole(deps, 'view-outbox'), async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey } = signedIn
    const mails = await inOffice(deps.db, office.id, async (tx) => {
      await record(tx, [{ officeId: office.id, at: deps.now(), actor: userKey, action: 'outbox-viewed' }])
      return findOutbox(tx, SHOWN)
    })
    return c.html(<OutboxPage signedIn={signedIn} mails={mails} folder={deps.demoNotes?.outboxFolder} />)
  })
  return app
}

type Shown = { signedIn: SignedIn; mails: Mail[]; folder: string | undefined }

const OutboxPage = ({ signedIn, mails, folder }: Shown) => (
  <Page title="What was sent" signedIn={signedIn} at="/outbox">
    <h1 class="govuk-heading-l govuk-!-margin-bottom-4">What was sent</h1>
    {folder && (
      <p class="govuk-body">
        This is a demonstration: no mail leaves this machine. Each one is filed in{' '}
        <span class="wp-break">{folder}</span>.
      </p>
    )}
    <p class="govuk-body">
      {mails.length === 0
        ? 'Nothing has been sent yet.'
        : mails.length === SHOWN
          ? `The latest ${SHOWN}, the newest first.`
          : 'The newest first.'}
    </p>
    <ul class="wp-mails">
      {mails.map((mail) => (
        <MailItem mail={mail} />
      ))}
    </ul>
  </Page>
)

const MailItem = ({ mail }: { mail: Mail }) => (
  <li class="wp-mails__one">
    <p class="govuk-body govuk-!-margin-bottom-1 wp-break">
      <strong>{mailKindName(mail.kind)}</strong> to {mail.toAddress}
      {mail.reference && (
        <>
          {' '}
          about{' '}
          <a class="govuk-link wp-reference" href={`/cases/${mail.reference}`}>
            {mail.reference}
          </a>
        </>
      )}
    </p>
    <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-1">
      {mailStateName(mail.state)}
      {mail.handedOverAt && ` ${sayMoment(mail.handedOverAt)}`}
      {mail.response !== null && `, which answered ${mail.response}`}.
    </p>
    {mail.kind === 'acknowledgement' && <ContactLine {...mail.standing} />}
    <details class="govuk-details wp-small-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {mail.subject}
          <span class="govuk-visually-hidden"> to {mail.toAddress}</span>
        </span>
      </summary>
      <div class="govuk-details__text wp-sent">{mail.text}</div>
    </details>
  </li>
)
