import { Hono } from 'hono'
import type { KnownMiss } from '../../triage/read-rules.ts'
import { Page } from '../parts/layout.tsx'
import { requireRole } from '../roles.ts'
import type { SignedIn, WebDeps, WebEnv } from '../web-deps.ts'

/**
 * What the risk rules are known not to catch, so that nobody takes the absence of a flag for the
 * absence of danger. It comes from `rules/risk/known-misses.yaml`; a test holds each example to
 * being missed today.
 */
export function knownMissRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/risk/known-misses', requireRole(deps, 'view'), (c) =>
    c.html(<KnownMissesPage signedIn={c.get('signedIn')} misses={deps.rules.knownMisses} />),
  )
  return app
}

type Shown = { signedIn: SignedIn; misses: readonly KnownMiss[] }

const KnownMissesPage = ({ signedIn, misses }: Shown) => (
  <Page title="What the risk rules miss" signedIn={signedIn} at="/risk/known-misses">
    <h1 class="govuk-heading-l">What the risk rules miss</h1>
    <p class="govuk-body">
      The rules look for ways in which people tell of danger. They miss some of it. A letter without a flag
      has to be read like any other.
    </p>
    <div class="govuk-inset-text">
      The examples are invented. Some of them speak of suicide, abuse and violence.
    </div>
    {misses.map(({ what, example, why }) => (
      <section>
        <h2 class="govuk-heading-s">{what}</h2>
        <p class="govuk-body">For example: “{example}”</p>
        <p class="govuk-body">Why: {why}</p>
      </section>
    ))}
  </Page>
)
