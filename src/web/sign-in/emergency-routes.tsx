/** The way in for an emergency; it is there only where the settings open it. */
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { ErrorSummary, type Mistakes, readForm, Select, TextArea } from '../parts/controls.tsx'
import { cookieName, cookieOptions } from '../parts/cookies.ts'
import { Page } from '../parts/layout.tsx'
import { firstPlaceOf } from '../parts/main-places.ts'
import { rateLimit } from '../parts/rate-limit.ts'
import { refuse } from '../parts/refusal.tsx'
import type { SignedIn, WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { signInByKey } from './emergency-sign-in.ts'
import { KeyForm } from './key-form.tsx'
import { type KeyAsked, seal, unseal } from './oidc-transaction.ts'
import { findSignedIn, startSession } from './session.ts'
import { signInOptions } from './webauthn.ts'

/** A session by a key is over after this long, however busy. */
export const EMERGENCY_HOURS = 1
const MINUTES_TO_TOUCH = 10
const MOST_A_MINUTE = 10
const LONGEST_REASON = 2_000
const PATH = '/sign-in/emergency'

export function emergencySignInRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  if (!deps.signIn.emergencyKeys) return app
  const isWithinRate = rateLimit(deps.now, MOST_A_MINUTE)
  app.get(PATH, (c) => ask(deps, c))
  app.post(PATH, (c) => (isWithinRate('') ? answer(deps, c) : tooOften(c)))
  return app
}

/** One challenge for each page, which the browser keeps for us under seal. */
async function ask(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Record<string, string> = {},
) {
  const options = await signInOptions(deps)
  const until = deps.now().getTime() + MINUTES_TO_TOUCH * 60_000
  const asked: KeyAsked = { challenge: options.challenge, for: '', until }
  setCookie(c, cookieName(deps, '-key'), await seal(deps, 'key-sign-in', asked), {
    ...cookieOptions(deps),
    maxAge: MINUTES_TO_TOUCH * 60,
  })
  const offices = deps.offices.all.map(({ id, name }) => [id, name] as const)
  const signedIn = await findSignedIn(deps, c)
  const shown = { options, offices, signedIn, mistakes, typed }
  return c.html(<EmergencyPage {...shown} />, Object.keys(mistakes).length > 0 ? 400 : 200)
}

async function answer(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const name = cookieName(deps, '-key')
  const asked = await unseal<KeyAsked>(deps, 'key-sign-in', getCookie(c, name))
  deleteCookie(c, name, cookieOptions(deps))
  const reason = form['reason'] ?? ''
  if (reason.length < 10) return ask(deps, c, { reason: 'Say what the emergency is, in a sentence.' }, form)
  if (reason.length > LONGEST_REASON)
    return ask(deps, c, { reason: `Use at most ${LONGEST_REASON.toLocaleString('en-GB')} characters.` }, form)
  const office = deps.offices.get(form['office'] ?? '')
  const person =
    office &&
    asked &&
    (await signInByKey(deps, {
      ...{ officeId: office.id, challenge: asked.challenge, answer: form['answer'] ?? '', reason },
    }))
  if (!person) return refused(c)
  deps.queue.nudge('alarm')
  const started = await startSession(deps, c, person, EMERGENCY_HOURS)
  return started.ok ? c.redirect(firstPlaceOf(person.role), 303) : refused(c)
}

const refused = (c: WebContext): Promise<Response> =>
  refuse(c, {
    title: 'You are not signed in',
    because:
      'The key was not taken: it is no key of this office, or its holder has no such role any more, or this page was open for too long. Begin again from the sign-in page.',
  })

function tooOften(c: WebContext): Promise<Response> {
  c.header('Retry-After', '60')
  return refuse(c, {
    title: 'Too many sign-ins at this moment',
    because: 'Wait a minute and try again. Letters are taken in and alerts are sent without it.',
    status: 429,
  })
}

type EmergencyProps = {
  options: object
  offices: readonly (readonly [string, string])[]
  signedIn: SignedIn | undefined
  mistakes: Mistakes
  typed: Record<string, string>
}

const EmergencyPage = ({ options, offices, signedIn, mistakes, typed }: EmergencyProps) => (
  <Page title="Sign in with a key for emergencies" hasErrors={Object.keys(mistakes).length > 0}>
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l">Sign in with a key for emergencies</h1>
    <p class="govuk-body">
      For when your organisation’s sign-in does not answer and something cannot wait. The duty officer and the
      head of the office are told at once that you came in, and somebody else looks at your reason afterwards.
      You are signed in for one hour.
    </p>
    <KeyForm
      action={PATH}
      does="use"
      options={options}
      signedIn={signedIn}
      button="Touch the key and sign in"
    >
      <Select name="office" label="Office" options={offices} value={typed['office']} />
      <TextArea
        name="reason"
        label="What the emergency is"
        hint="Do not name anybody who wrote to us."
        mistakes={mistakes}
        value={typed['reason']}
      />
    </KeyForm>
  </Page>
)
