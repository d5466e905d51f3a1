/** The guides, for whoever is signed in: written in docs/help and made into pages when the service is bundled. */
import { Hono } from 'hono'
import { raw } from 'hono/html'
import { HELP_PAGES } from '../../generated/help.ts'
import { Page } from '../parts/layout.tsx'
import type { WebEnv } from '../web-deps.ts'

export function helpRoutes(): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/help', (c) =>
    c.html(
      <Page title="Help" signedIn={c.get('signedIn')} at="/help">
        <h1 class="govuk-heading-l">Help</h1>
        <p class="govuk-body">If someone is in danger now, call 999.</p>
        <ul class="govuk-list govuk-list--spaced">
          {HELP_PAGES.map(({ slug, title, about }) => (
            <li>
              <a class="govuk-link govuk-!-font-weight-bold" href={`/help/${slug}`}>
                {title}
              </a>
              <br />
              {about}
            </li>
          ))}
        </ul>
      </Page>,
    ),
  )
  app.get('/help/:page', (c) => {
    const page = HELP_PAGES.find(({ slug }) => slug === c.req.param('page'))
    if (!page) return c.notFound()
    const before = (
      <a class="govuk-back-link" href="/help">
        All help
      </a>
    )
    return c.html(
      <Page title={page.title} signedIn={c.get('signedIn')} at="/help" before={before}>
        <div class="wp-help">{raw(page.html)}</div>
      </Page>,
    )
  })
  return app
}
