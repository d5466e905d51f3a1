import { Hono } from 'hono'
import { errorFields, logEvent } from '../log.ts'
import { alertRoutes } from './alert-routes.tsx'
import { assetRoutes } from './assets.ts'
import { caseRoutes } from './case-routes.tsx'
import { clockRoutes } from './clock-routes.tsx'
import { contactRoutes } from './contact-routes.tsx'
import { deadlinesRoutes } from './deadlines-routes.tsx'
import { deliveriesApi } from './deliveries-api.ts'
import { drillRoutes } from './drill-routes.tsx'
import { enterRoutes } from './enter-routes.tsx'
import { handlingRoutes } from './handling-routes.tsx'
import { handoverRoutes } from './handover-page.tsx'
import { healthRoutes } from './health.ts'
import { knownMissRoutes } from './known-misses-page.tsx'
import { labRoutes } from './lab-routes.tsx'
import { Page } from './layout.tsx'
import { learningRoutes } from './learning-routes.tsx'
import { mailboxRoutes } from './mailboxes-page.tsx'
import { messagesApi } from './messages-api.ts'
import { outboxRoutes } from './outbox-page.tsx'
import { problemRoutes } from './problems-page.tsx'
import { protection } from './protection.ts'
import { queueRoutes } from './queue-routes.tsx'
import { referralRoutes } from './referral-routes.tsx'
import { rotaFeedRoutes } from './rota-feed-routes.ts'
import { rotaRoutes } from './rota-routes.tsx'
import { safetyReportRoutes } from './safety-report-routes.tsx'
import { requireSignIn } from './session.ts'
import { signInRoutes } from './sign-in-routes.ts'
import type { WebDeps, WebEnv } from './web-deps.ts'

const PAGES = [
  queueRoutes,
  caseRoutes,
  contactRoutes,
  handlingRoutes,
  handoverRoutes,
  clockRoutes,
  deadlinesRoutes,
  alertRoutes,
  referralRoutes,
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
]

/** The whole web: pages, API, health. Listens to nothing; Node and Workers serve it. */
export function buildApp(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.use(protection(deps))
  app.route('/', healthRoutes(deps))
  app.route('/', assetRoutes(deps))
  app.route('/', deliveriesApi(deps))
  app.route('/', messagesApi(deps))
  app.route('/', signInRoutes(deps))
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
