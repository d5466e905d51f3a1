import { Hono } from 'hono'
import { errorFields, logEvent } from '../log.ts'
import { alertRoutes } from './alerts/alert-routes.tsx'
import { handoverRoutes } from './alerts/handover-page.tsx'
import { deliveriesApi } from './api/deliveries-api.ts'
import { messagesApi } from './api/messages-api.ts'
import { assetRoutes } from './assets.ts'
import { breachRoutes } from './breaches/breach-routes.tsx'
import { bulkRoutes } from './bulk/bulk-routes.tsx'
import { actingRoutes } from './cases/acting-routes.ts'
import { attachmentRoutes } from './cases/attachment-routes.ts'
import { caseRoutes } from './cases/case-routes.tsx'
import { contactRoutes } from './cases/contact-routes.tsx'
import { handlingRoutes } from './cases/handling-routes.tsx'
import { outboxRoutes } from './cases/outbox-page.tsx'
import { ownerRoutes } from './cases/owner-routes.ts'
import { sealRoutes } from './cases/seal-routes.tsx'
import { togetherRoutes } from './cases/together-routes.tsx'
import { clockRoutes } from './clocks/clock-routes.tsx'
import { deadlinesRoutes } from './clocks/deadlines-routes.tsx'
import { drillRoutes } from './drills/drill-routes.tsx'
import { safetyReportRoutes } from './drills/safety-report-routes.tsx'
import { enterRoutes } from './enter/enter-routes.tsx'
import { helpRoutes } from './help/help-routes.tsx'
import { knownMissRoutes } from './lab/known-misses-page.tsx'
import { labRoutes } from './lab/lab-routes.tsx'
import { learningRoutes } from './lab/learning-routes.tsx'
import { Page } from './parts/layout.tsx'
import { accountRoutes } from './people/account-routes.tsx'
import { BrokenSealHint, brokenSealRoutes } from './people/broken-seals.tsx'
import { emergencyKeyRoutes } from './people/emergency-routes.tsx'
import { peopleRoutes } from './people/people-routes.tsx'
import { queueRoutes } from './queue/queue-routes.tsx'
import { recordRoutes } from './records/record-routes.tsx'
import { referralRoutes } from './referrals/referral-routes.tsx'
import { replyRoutes } from './replies/reply-routes.tsx'
import { templateRoutes } from './replies/template-routes.tsx'
import { workRoutes } from './reports/work-routes.tsx'
import { caseRightsRoutes } from './rights/case-rights-routes.tsx'
import { rightsRoutes } from './rights/rights-routes.tsx'
import { sharingRoutes } from './rights/sharing-routes.tsx'
import { rotaFeedRoutes } from './rota/rota-feed-routes.ts'
import { rotaRoutes } from './rota/rota-routes.tsx'
import { searchRoutes } from './search/search-routes.tsx'
import { emergencySignInRoutes } from './sign-in/emergency-routes.tsx'
import { protection } from './sign-in/protection.ts'
import { requireSignIn } from './sign-in/session.ts'
import { signInRoutes } from './sign-in/sign-in-routes.ts'
import { healthRoutes } from './watch/health.ts'
import { mailboxRoutes } from './watch/mailboxes-page.tsx'
import { metricsRoutes, timed } from './watch/metrics.ts'
import { problemRoutes } from './watch/problems-page.tsx'
import type { WebDeps, WebEnv } from './web-deps.ts'

const PAGES = [
  queueRoutes,
  caseRoutes,
  actingRoutes,
  togetherRoutes,
  bulkRoutes,
  replyRoutes,
  templateRoutes,
  attachmentRoutes,
  searchRoutes,
  ownerRoutes,
  contactRoutes,
  handlingRoutes,
  handoverRoutes,
  clockRoutes,
  deadlinesRoutes,
  alertRoutes,
  referralRoutes,
  breachRoutes,
  sharingRoutes,
  caseRightsRoutes,
  rightsRoutes,
  recordRoutes,
  enterRoutes,
  outboxRoutes,
  problemRoutes,
  mailboxRoutes,
  knownMissRoutes,
  labRoutes,
  learningRoutes,
  drillRoutes,
  rotaRoutes,
  safetyReportRoutes,
  workRoutes,
  peopleRoutes,
  emergencyKeyRoutes,
  sealRoutes,
  brokenSealRoutes,
  accountRoutes,
  helpRoutes,
]

/** The whole web: pages, API, health. Listens to nothing; Node and Workers serve it. */
export function buildApp(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.use(timed(deps))
  app.use(protection(deps))
  app.route('/', metricsRoutes(deps))
  app.route('/', healthRoutes(deps))
  app.route('/', assetRoutes(deps))
  app.route('/', deliveriesApi(deps))
  app.route('/', messagesApi(deps))
  app.route('/', signInRoutes(deps))
  app.route('/', emergencySignInRoutes(deps))
  app.route('/', rotaFeedRoutes(deps))
  app.use(requireSignIn(deps))
  for (const routes of PAGES) app.route('/', routes(deps))
  app.notFound((c) =>
    c.html(
      <Page title="Page not found" signedIn={c.get('signedIn')}>
        <h1 class="govuk-heading-l">Page not found</h1>
        <p class="govuk-body">
          If you typed the address, check it. If you followed a link, the case may belong to another office:
          sign in to that one.
        </p>
        <BrokenSealHint signedIn={c.get('signedIn')} />
        <p class="govuk-body">
          <a class="govuk-link" href="/">
            Go to the queue
          </a>
        </p>
      </Page>,
      404,
    ),
  )
  app.onError((error, c) => {
    logEvent('web.failed', { route: c.req.routePath, ...errorFields(error) })
    return c.html(
      <Page title="Sorry, there is a problem">
        <h1 class="govuk-heading-l">Sorry, there is a problem with the service</h1>
        <p class="govuk-body">
          What you typed may not have been saved. Try again in a minute. If someone is in danger now, call
          999.
        </p>
      </Page>,
      500,
    )
  })
  return app
}
