import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { staff } from '../../db/schema.ts'
import { ErrorSummary, type Mistakes, readForm, TextField, Token } from '../parts/controls.tsx'
import { cookieName, cookieOptions } from '../parts/cookies.ts'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { keyOf, readShortcuts, SHORTCUTS } from '../parts/shortcuts.ts'
import { roleName } from '../roles.ts'
import { endSessionsOf, findSessionsOf } from '../sign-in/session.ts'
import type { SignedIn, WebContext, WebDeps, WebEnv } from '../web-deps.ts'

/** What everybody sees of their own account, whatever their role: where it is signed in. */
export function accountRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/account', (c) => showAccount(deps, c))
  app.post('/account/shortcuts', async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey } = signedIn
    const form = await readForm(c.req)
    const read = readShortcuts(form)
    if (!read.ok) return showAccount(deps, c, { mistakes: read.mistakes, typed: form })
    await inOffice(deps.db, office.id, async (tx) => {
      await tx.update(staff).set({ shortcuts: read.chosen }).where(eq(staff.userKey, userKey))
      await record(tx, [{ officeId: office.id, at: deps.now(), actor: userKey, action: 'shortcuts-changed' }])
    })
    return c.redirect('/account#keys', 303)
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

type AccountProps = {
  signedIn: SignedIn
  sessions: Awaited<ReturnType<typeof findSessionsOf>>
  mistakes: Mistakes
  typed: Record<string, string>
}

async function showAccount(
  deps: WebDeps,
  c: WebContext,
  { mistakes, typed }: Pick<AccountProps, 'mistakes' | 'typed'> = { mistakes: {}, typed: {} },
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const sessions = await inOffice(deps.db, signedIn.office.id, (tx) => findSessionsOf(tx, signedIn.userKey))
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<AccountPage {...{ signedIn, sessions, mistakes, typed }} />, status)
}

/** Off, or others than ours: nobody has to live with keys that get in the way (WCAG 2.1.4). */
const Keys = ({ signedIn, mistakes, typed }: AccountProps) => {
  const chosen = signedIn.shortcuts ?? {}
  return (
    <form method="post" action="/account/shortcuts" novalidate>
      <Token token={signedIn.formToken} />
      <h2 class="govuk-heading-m" id="keys">
        Keys of the keyboard
      </h2>
      <p class="govuk-body">They work where there is a script, and never while you type in a field.</p>
      <div class="govuk-checkboxes govuk-checkboxes--small govuk-!-margin-bottom-4">
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            type="checkbox"
            id="off"
            name="off"
            value="yes"
            checked={(typed['off'] ?? chosen['off']) === 'yes'}
          />
          <label class="govuk-label govuk-checkboxes__label" for="off">
            Switch all of them off
          </label>
        </div>
      </div>
      <div class="wp-keys">
        {SHORTCUTS.map((shortcut) => (
          <TextField
            name={`key-${shortcut.name}`}
            label={shortcut.says}
            mistakes={mistakes}
            value={typed[`key-${shortcut.name}`] ?? keyOf(chosen, shortcut)}
            width="govuk-input--width-2"
          />
        ))}
      </div>
      <button type="submit" class="govuk-button govuk-button--secondary">
        Keep these keys
      </button>
    </form>
  )
}

const AccountPage = ({ signedIn, sessions, mistakes, typed }: AccountProps) => (
  <Page title="Your account" signedIn={signedIn} hasErrors={Object.keys(mistakes).length > 0}>
    <ErrorSummary mistakes={mistakes} />
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
    <Keys {...{ signedIn, sessions, mistakes, typed }} />
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
