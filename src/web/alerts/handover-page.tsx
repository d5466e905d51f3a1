import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { findHandover, type HandedOver } from '../../cases/find-handover.ts'
import { inOffice } from '../../db/db.ts'
import { receiverOf, sayReceiver } from '../../referrals/receivers.ts'
import { sayAlertState, sayMove } from '../parts/alert-words.ts'
import { ContactLine } from '../parts/contact-banner.tsx'
import { LevelTag } from '../parts/controls.tsx'
import { howLong, sayMoment } from '../parts/dates.ts'
import { BackToQueue, Page } from '../parts/layout.tsx'
import { sayCount, taskName } from '../parts/words.ts'
import { requireRole } from '../roles.ts'
import type { SignedIn, WebDeps, WebEnv } from '../web-deps.ts'

/** What whoever comes on duty has to know: each open alert, its last move, what is due, what was promised. */
export function handoverRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/handover', requireRole(deps, 'view'), async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey } = signedIn
    const now = deps.now()
    const alerts = await inOffice(deps.db, office.id, async (tx) => {
      await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'handover-viewed' }])
      return findHandover(tx)
    })
    return c.html(<HandoverPage {...{ signedIn, alerts, now }} />)
  })
  return app
}

const HandoverPage = ({ signedIn, alerts, now }: { signedIn: SignedIn; alerts: HandedOver[]; now: Date }) => (
  <Page title="Hand-over" signedIn={signedIn} before={<BackToQueue />}>
    <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Hand-over</h1>
    <p class="govuk-body">
      {signedIn.office.shortName}, {sayMoment(now)}:{' '}
      {alerts.length === 0 ? 'no open alert' : sayCount(alerts.length, 'open alert')}. The letters are not on
      this page; what colleagues noted is, so keep a print like a case.
    </p>
    <ol class="govuk-list wp-handover">
      {alerts.map((one) => (
        <OneAlert one={one} now={now} force={signedIn.office.force.name} />
      ))}
    </ol>
    <p class="govuk-body wp-screen-only">Print this page, or read it to whoever comes on duty.</p>
  </Page>
)

const OneAlert = ({ one, now, force }: { one: HandedOver; now: Date; force: string }) => {
  const { alert, lastMove, told } = one
  const rows: [string, string][] = [
    ['Where it stands', `${sayAlertState(alert)}. Raised ${howLong(alert.raisedAt, now)} ago.`],
    [
      'Last done',
      lastMove
        ? `${sayMove(lastMove)}, ${lastMove.actorName}, ${sayMoment(lastMove.at)}`
        : 'Nothing has been done yet.',
    ],
    ...told.map((one): [string, string] => ['Told', sayTold(one, force)]),
    [
      'Next',
      alert.nextPageAt
        ? `The duty list is told again ${sayMoment(alert.nextPageAt)} if nothing more is noted.`
        : 'No reminder is due: somebody has to close it.',
    ],
    ...one.tasks.map((kind): [string, string] => ['Task', taskName(kind)]),
  ]
  return (
    <li class="wp-handover__one">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2">
        <LevelTag level={alert.level} />{' '}
        <a class="govuk-link wp-reference" href={`/alerts/${alert.id}`}>
          {one.reference}
        </a>
      </h2>
      <dl class="govuk-summary-list govuk-summary-list--no-border govuk-!-margin-bottom-2">
        {rows.map(([key, value]) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{key}</dt>
            <dd class="govuk-summary-list__value wp-break">{value}</dd>
          </div>
        ))}
      </dl>
      <ContactLine {...one.standing} />
    </li>
  )
}

/** Whom, when and by whom, and what they promised. */
function sayTold(told: HandedOver['told'][number], force: string): string {
  const receiver = receiverOf(told.toWhom)
  const whom = receiver ? sayReceiver(receiver, force) : told.toWhom
  const reference = told.theirReference ? `, their reference ${told.theirReference}` : ''
  const by = `by ${told.decidedByName}, ${sayMoment(told.toldAt)}`
  if (!told.verdict) return `${whom}, ${by}: no answer yet`
  return `${whom}, ${by}. ${told.verdict === 'accepted' ? 'They promised' : 'They declined'}${reference}: ${told.verdictNote}`
}
