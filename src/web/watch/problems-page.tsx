import { isNotNull } from 'drizzle-orm'
import { Hono } from 'hono'
import { seeAlarm } from '../../alarms/see-alarm.ts'
import { record } from '../../audit/record.ts'
import { findParked, findParkedMessage, findWaiting } from '../../cases/find-parked.ts'
import { inOffice } from '../../db/db.ts'
import { mailboxStates } from '../../db/schema.ts'
import { retryParked } from '../../intake/retry-parked.ts'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { sayCount, saySize } from '../parts/words.ts'
import { may, requireRole } from '../roles.ts'
import type { SignedIn, WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { AlarmList, findOpenAlarms } from './alarm-list.tsx'

/** Enough for any letter; the rest of a parked message is most likely an attachment. */
const SHOWN_BYTES = 300_000
/** Taking in is a matter of seconds; /readyz calls the service not ready after the same time. */
const WAITING_LONG_MS = 5 * 60_000

type Parked = Awaited<ReturnType<typeof findParked>>[number]
type Waiting = Awaited<ReturnType<typeof findWaiting>>[number]
type ParkedMessage = NonNullable<Awaited<ReturnType<typeof findParkedMessage>>>
type MailboxState = typeof mailboxStates.$inferSelect

/** What the machine could not do, for a person to do: messages that stopped and mailboxes that fail. */
export function problemRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/problems', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const shown = await inOffice(deps.db, signedIn.office.id, async (tx) => ({
      parked: await findParked(tx),
      waiting: await findWaiting(tx, new Date(deps.now().getTime() - WAITING_LONG_MS)),
      mailboxes: await tx.select().from(mailboxStates).where(isNotNull(mailboxStates.watchedSince)),
      alarms: await findOpenAlarms(tx),
    }))
    return c.html(<ProblemsPage signedIn={signedIn} {...shown} />)
  })
  app.post('/problems/alarms/:id{[0-9a-f-]{36}}/seen', requireRole(deps, 'act'), (c) => sayKnown(deps, c))
  app.post('/problems/:id{[0-9a-f-]{36}}/retry', requireRole(deps, 'act'), (c) => retry(deps, c))
  app.get('/problems/:id{[0-9a-f-]{36}}', requireRole(deps, 'view'), (c) => showParked(deps, c))
  return app
}

async function showParked(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const found = await inOffice(deps.db, office.id, async (tx) => {
    const message = await findParkedMessage(tx, c.req.param('id') ?? '')
    if (!message) return undefined
    const detail = { rawMessageId: message.id }
    await record(tx, [
      { officeId: office.id, at: deps.now(), actor: userKey, action: 'parked-viewed', detail },
    ])
    return message
  })
  return found ? c.html(<ParkedPage signedIn={signedIn} message={found} />) : c.notFound()
}

/** One that is over meanwhile is no mistake: the page that follows no longer shows it. */
async function sayKnown(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userKey, userName } = c.get('signedIn')
  const who = { officeId: office.id, actor: userKey, actorName: userName, now: deps.now() }
  await inOffice(deps.db, office.id, (tx) => seeAlarm(tx, who, c.req.param('id') ?? ''))
  return c.redirect('/problems', 303)
}

/** One that somebody else has had taken in meanwhile is no mistake either. */
async function retry(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userKey } = c.get('signedIn')
  const about = { officeId: office.id, actor: userKey, id: c.req.param('id') ?? '' }
  await inOffice(deps.db, office.id, (tx) => retryParked(tx, { queue: deps.queue, now: deps.now() }, about))
  deps.queue.nudge('take-in')
  return c.redirect('/problems', 303)
}

type Shown = {
  signedIn: SignedIn
  parked: Parked[]
  waiting: Waiting[]
  mailboxes: MailboxState[]
  alarms: Awaited<ReturnType<typeof findOpenAlarms>>
}

const ProblemsPage = ({ signedIn, parked, waiting, mailboxes, alarms }: Shown) => (
  <Page title="Problems" signedIn={signedIn} at="/problems">
    <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Problems</h1>
    <AlarmList signedIn={signedIn} open={alarms} />
    <section class="wp-panel" aria-labelledby="parked">
      <h2 class="govuk-heading-m" id="parked">
        Messages that could not be taken in
      </h2>
      <p class="govuk-body">
        {parked.length === 0
          ? 'None waits for a person.'
          : 'They are kept as they came, but they are in no case and nobody has looked for danger in them. Read each one now.'}
      </p>
      <ul class="govuk-list">
        {parked.map((raw) => (
          <li class="wp-mails__one">
            <a class="govuk-link" href={`/problems/${raw.id}`}>
              Received {sayMoment(raw.receivedAt)}
            </a>
            <span class="wp-under wp-break">
              In {raw.mailbox}, {saySize(raw.size)}. It stopped with “{raw.parkedBecause}”.
            </span>
            <TryAgain signedIn={signedIn} id={raw.id} />
          </li>
        ))}
      </ul>
    </section>
    {waiting.length > 0 && <WaitingLong waiting={waiting} />}
    <Mailboxes states={mailboxes} />
  </Page>
)

/** What was wrong may be mended: the message is then taken in like any other. */
const TryAgain = ({ signedIn, id }: { signedIn: SignedIn; id: string }) =>
  may(signedIn.role, 'act') ? (
    <form method="post" action={`/problems/${id}/retry`}>
      <input type="hidden" name="token" value={signedIn.formToken} />
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">
        Try again
      </button>
    </form>
  ) : null

const WaitingLong = ({ waiting }: { waiting: Waiting[] }) => (
  <section class="wp-panel" aria-labelledby="waiting">
    <h2 class="govuk-heading-m" id="waiting">
      Messages that have waited for more than five minutes
    </h2>
    <p class="govuk-body">
      They are kept and are tried again by themselves, but nobody has looked for danger in them yet. Read each
      one now.
    </p>
    <ul class="govuk-list">
      {waiting.map((raw) => (
        <li class="wp-mails__one">
          <a class="govuk-link" href={`/problems/${raw.id}`}>
            Received {sayMoment(raw.receivedAt)}
          </a>
          <span class="wp-under wp-break">
            In {raw.mailbox}, {saySize(raw.size)}.
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const isFailing = ({ lastFailedAt, lastPolledAt }: MailboxState): boolean =>
  lastFailedAt !== null && (lastPolledAt === null || lastFailedAt > lastPolledAt)

const Mailboxes = ({ states }: { states: MailboxState[] }) => {
  const failing = states.filter(isFailing)
  const reading = states.filter((state) => !isFailing(state))
  return (
    <section class="wp-panel" aria-labelledby="mailboxes">
      <h2 class="govuk-heading-m" id="mailboxes">
        Mailboxes that cannot be read
      </h2>
      <p class="govuk-body">
        {failing.length > 0
          ? 'Letters may be waiting there. Tell the people who run this service.'
          : `None. ${reading.length > 0 ? `${sayCount(reading.length, 'mailbox', 'mailboxes')} ${reading.length === 1 ? 'is' : 'are'} being read.` : 'No mailbox is read over IMAP here.'}`}
      </p>
      {states.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href="/mailboxes">
            What is in the mailboxes, and what became of it
          </a>
        </p>
      )}
      <ul class="govuk-list">
        {failing.map((state) => (
          <li class="wp-mails__one wp-break">
            <strong>{state.mailbox}</strong>, folder {state.folder}
            <span class="wp-under">
              Failed {state.lastFailedAt && sayMoment(state.lastFailedAt)}.{' '}
              {state.lastPolledAt ? `Last read ${sayMoment(state.lastPolledAt)}.` : 'It was never read.'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const ParkedPage = ({ signedIn, message }: { signedIn: SignedIn; message: ParkedMessage }) => (
  <Page
    title="A message that could not be taken in"
    signedIn={signedIn}
    before={
      <a class="govuk-back-link" href="/problems">
        Back to the problems
      </a>
    }
  >
    <h1 class="govuk-heading-l">A message that could not be taken in</h1>
    <p class="govuk-body wp-break">
      Received in {message.mailbox} {sayMoment(message.receivedAt)}, {saySize(message.size)}.{' '}
      {message.parkedBecause ? `It stopped with “${message.parkedBecause}”.` : 'It is still being tried.'}{' '}
      Below are its bytes as they came, as text. If someone is in danger now, call 999.
    </p>
    <p class="govuk-body">
      So that it gets a case and its deadlines, enter what it says{' '}
      <a class="govuk-link" href="/enter">
        by hand
      </a>
      , and tell the people who run this service its number: <span class="wp-break">{message.id}</span>.
    </p>
    {message.state === 'parked' && <TryAgain signedIn={signedIn} id={message.id} />}
    {message.size > SHOWN_BYTES && (
      <p class="govuk-body">It is long: only its first {saySize(SHOWN_BYTES)} are shown.</p>
    )}
    <pre class="wp-letter wp-letter--raw" tabindex={0}>
      {new TextDecoder().decode(message.source.subarray(0, SHOWN_BYTES))}
    </pre>
  </Page>
)
