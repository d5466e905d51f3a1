import { Hono } from 'hono'
import { inOffice } from '../../db/db.ts'
import { type FoundMailboxes, findMailboxes } from '../../intake/find-mailboxes.ts'
import { howLongMillis, sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { requireRole } from '../roles.ts'
import type { SignedIn, WebDeps, WebEnv } from '../web-deps.ts'
import { FolderPanel } from './mailbox-folder.tsx'

/** For each mailbox: what is on the server, and what became of it, so that anybody can see that it adds up. */
export function mailboxRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/mailboxes', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const found = await inOffice(deps.db, signedIn.office.id, (tx) => findMailboxes(tx, deps.now()))
    return c.html(<MailboxesPage signedIn={signedIn} found={found} now={deps.now()} />)
  })
  return app
}

type Shown = { signedIn: SignedIn; found: FoundMailboxes; now: Date }

const MailboxesPage = ({ signedIn, found, now }: Shown) => {
  const addresses = [...new Set(found.folders.map(({ mailbox }) => mailbox))]
  return (
    <Page
      title="Mailboxes"
      signedIn={signedIn}
      at="/mailboxes"
      before={
        <a class="govuk-back-link" href="/problems">
          Back to the problems
        </a>
      }
    >
      <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Mailboxes</h1>
      <p class="govuk-body">
        {addresses.length === 0
          ? 'No mailbox is read over IMAP here.'
          : 'Each folder is counted every hour: what is on the mail server has to be what we took in. Nothing there is ever removed, moved or marked as read.'}
      </p>
      {addresses.map((address) => (
        <Account address={address} found={found} now={now} />
      ))}
    </Page>
  )
}

const Account = ({ address, found, now }: { address: string; found: FoundMailboxes; now: Date }) => {
  const ofAccount = ({ mailbox }: { mailbox: string }) => mailbox === address
  const unwatched = found.accounts.find(ofAccount)?.unwatchedFolders ?? []
  return (
    <section class="wp-mailbox">
      <h2 class="govuk-heading-m wp-break">{address}</h2>
      <div class="wp-mailbox__folders">
        {found.folders.filter(ofAccount).map((folder) => {
          const inFolder = (one: { mailbox: string; folder: string }) =>
            ofAccount(one) && one.folder === folder.folder
          return (
            <FolderPanel
              state={folder}
              problems={found.problems.filter(inFolder)}
              vanished={found.vanished.filter(inFolder)}
              now={now}
            />
          )
        })}
      </div>
      <CanaryLine canary={found.canaries.find(ofAccount)} />
      {unwatched.length > 0 && (
        <p class="govuk-body wp-break">
          Not watched: {unwatched.join(', ')}. If a rule puts letters into one of them, have it added to the
          settings.
        </p>
      )}
    </section>
  )
}

const CanaryLine = ({ canary }: { canary: FoundMailboxes['canaries'][number] | undefined }) =>
  canary ? (
    <p class="govuk-body">
      The last test message was sent {sayMoment(canary.sentAt)} and{' '}
      {canary.seenAt ? `came back ${sayMoment(canary.seenAt)}.` : 'is not back yet.'}
      {canary.judgedAt && canary.level !== 'immediate' && ' The rules did not find the danger in it.'}
      {canary.receiver &&
        canary.seenAt &&
        (canary.pagedAt
          ? ` Its test page left ${howLongMillis(canary.pagedAt.getTime() - canary.sentAt.getTime())} after it was sent.`
          : ' Its test page has not left yet.')}
    </p>
  ) : null
