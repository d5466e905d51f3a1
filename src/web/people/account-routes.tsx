import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { inOffice } from '../../db/db.ts'
import { Token } from '../parts/controls.tsx'
import { cookieName, cookieOptions } from '../parts/cookies.ts'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { roleName } from '../roles.ts'
import { endSessionsOf, findSessionsOf } from '../sign-in/session.ts'
import type { SignedIn, WebDeps, WebEnv } from '../web-deps.ts'

/** What everybody sees of their own account, whatever their role: where it is signed in. */
export function accountRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/account', async (c) => {
    const signedIn = c.get('signedIn')
    const sessions = await inOffice(deps.db, signedIn.office.id, (tx) => findSessionsOf(tx, signedIn.userKey))
    return c.html(<AccountPage signedIn={signedIn} sessions={sessions} />)
  })
  app.post('/account/sign-out-everywhere', async (c) => {
    const { userKey } = c.get('signedIn')
    for (const { id: officeId } of deps.offices.all) await endSessionsOf(deps, { officeId, userKey })
    for (const part of ['', '-offices'] as const) deleteCookie(c, cookieName(deps, part), cookieOptions(deps))
    c.header('Clear-Site-Data', '"cache", "storage"')
    return c.redirect('/sign-in', 303)
  })
  return app
}

type AccountProps = { signedIn: SignedIn; sessions: Awaited<ReturnType<typeof findSessionsOf>> }

const AccountPage = ({ signedIn, sessions }: AccountProps) => (
  <Page title="Your account" signedIn={signedIn}>
    <h1 class="govuk-heading-l">Your account</h1>
    <p class="govuk-body">
      {signedIn.userName}, {roleName(signedIn.role)} at {signedIn.office.name}. Your organisation’s directory
      says who you are and what you may do; nothing of it can be changed here.
    </p>
    <h2 class="govuk-heading-m">Where you are signed in to this office</h2>
    <ul class="govuk-list govuk-list--bullet">
      {sessions.map(({ id, startedAt, seenAt, role }) => (
        <li>
          Since {sayMoment(startedAt)}, last used {sayMoment(seenAt)}, as {roleName(asShown(role))}
          {id === signedIn.sessionId && <strong> (this browser)</strong>}
        </li>
      ))}
    </ul>
    <form method="post" action="/account/sign-out-everywhere">
      <Token token={signedIn.formToken} />
      <button type="submit" class="govuk-button govuk-button--warning">
        Sign out everywhere
      </button>
    </form>
    <p class="govuk-body">
      It ends every session of yours, in every office and on every computer. Do it when one was lost, or left
      open where others sit.
    </p>
  </Page>
)

const asShown = (role: string) => role as SignedIn['role']
