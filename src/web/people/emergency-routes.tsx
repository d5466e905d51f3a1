import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { cookieName, cookieOptions } from '../parts/cookies.ts'
import { ID, idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import { type KeyAsked, seal, unseal } from '../sign-in/oidc-transaction.ts'
import { madeKey, registrationOptions } from '../sign-in/webauthn.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import {
  addKey,
  endKey,
  findHolders,
  findKeys,
  findUses,
  type Holder,
  type Looked,
  reviewUse,
} from './emergency-keys.ts'
import { EmergencyKeysPage, MakeKeyPage } from './emergency-page.tsx'

const PATH = '/people/emergency-keys'
const MINUTES_TO_TOUCH = 10
const LONGEST_NOTE = 2_000

const WHY_NOT: Record<Extract<Looked, { ok: false }>['because'], string> = {
  oneself: 'You came in yourself: somebody else has to say whether it was right.',
  'looked-at-already': 'Somebody else has looked at it meanwhile.',
}

/** Keys for emergencies. What is there is shown and reviewed also where the settings have closed the way in. */
export function emergencyKeyRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get(PATH, requireRole(deps, 'view-people'), (c) => show(deps, c))
  app.post(`${PATH}/begin`, requireRole(deps, 'add-emergency-key'), (c) => begin(deps, c))
  app.post(`${PATH}/add`, requireRole(deps, 'add-emergency-key'), (c) => add(deps, c))
  app.post(`${PATH}/keys/${ID}/end`, requireRole(deps, 'shut-out'), async (c) => {
    const done = await inOffice(deps.db, officeOf(c), (tx) => endKey(tx, by(deps, c), idOf(c)))
    return done ? c.redirect(PATH, 303) : show(deps, c, { holder: 'Somebody has ended this key meanwhile.' })
  })
  app.post(`${PATH}/uses/${ID}/review`, requireRole(deps, 'review-emergency-sign-in'), (c) => review(deps, c))
  return app
}

const officeOf = (c: WebContext): string => c.get('signedIn').office.id
const by = ({ now }: WebDeps, c: WebContext) => {
  const { office, userKey, userName } = c.get('signedIn')
  return { officeId: office.id, actor: userKey, actorName: userName, now: now() }
}

/** One choice of the list in one word: a person and a role of theirs. */
export const holderWord = ({ userKey, role }: Holder): string => `${role} ${userKey}`

async function show(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Record<string, string> = {},
) {
  const signedIn = c.get('signedIn')
  const found = await inOffice(deps.db, officeOf(c), async (tx) => {
    const { officeId, actor, now } = by(deps, c)
    await record(tx, [{ officeId, at: now, actor, action: 'people-viewed' }])
    return { keys: await findKeys(tx), uses: await findUses(tx), holders: await findHolders(tx) }
  })
  const isOpen = deps.signIn.emergencyKeys === true
  const shown = { ...found, signedIn, mistakes, typed, isOpen }
  return c.html(<EmergencyKeysPage {...shown} />, Object.keys(mistakes).length > 0 ? 400 : 200)
}

/** Who is to hold it is kept under seal with the challenge, so that the form of the second step cannot say another. */
async function begin(deps: WebDeps, c: WebContext): Promise<Response> {
  if (!deps.signIn.emergencyKeys) return c.notFound()
  const signedIn = c.get('signedIn')
  const form = await readForm(c.req)
  const { holder, known } = await inOffice(deps.db, officeOf(c), async (tx) => ({
    holder: (await findHolders(tx)).find((one) => holderWord(one) === form['holder']),
    known: await findKeys(tx),
  }))
  if (!holder) return show(deps, c, { holder: 'Choose who is to hold the key.' }, form)
  const theirs = known
    .filter(({ userKey }) => userKey === holder.userKey)
    .map(({ credentialId }) => credentialId)
  const options = await registrationOptions(deps, { name: holder.userName, known: theirs })
  const until = deps.now().getTime() + MINUTES_TO_TOUCH * 60_000
  const asked: KeyAsked = {
    challenge: options.challenge,
    for: `${signedIn.sessionId} ${holderWord(holder)}`,
    until,
  }
  setCookie(c, cookieName(deps, '-key'), await seal(deps, 'key-made', asked), {
    ...cookieOptions(deps),
    maxAge: MINUTES_TO_TOUCH * 60,
  })
  return c.html(<MakeKeyPage signedIn={signedIn} holder={holder} options={options} />)
}

async function add(deps: WebDeps, c: WebContext): Promise<Response> {
  if (!deps.signIn.emergencyKeys) return c.notFound()
  const { sessionId } = c.get('signedIn')
  const form = await readForm(c.req)
  const name = cookieName(deps, '-key')
  const asked = await unseal<KeyAsked>(deps, 'key-made', getCookie(c, name))
  deleteCookie(c, name, cookieOptions(deps))
  const made = asked && (await madeKey(deps, asked.challenge, form['answer'] ?? ''))
  if (!asked || !made)
    return show(deps, c, {
      holder: 'The key was not taken. Begin again, and touch it when the page says so.',
    })
  const isAdded = await inOffice(deps.db, officeOf(c), async (tx) => {
    const holder = (await findHolders(tx)).find((one) => `${sessionId} ${holderWord(one)}` === asked.for)
    return holder !== undefined && (await addKey(tx, by(deps, c), holder, made))
  })
  return isAdded ? c.redirect(PATH, 303) : show(deps, c, { holder: 'This key is known here already.' })
}

async function review(deps: WebDeps, c: WebContext): Promise<Response> {
  const id = idOf(c)
  const form = await readForm(c.req)
  const finding = (['justified', 'not-justified'] as const).find((one) => one === form[`finding-${id}`])
  const note = form[`note-${id}`] ?? ''
  if (!finding) return show(deps, c, { [`finding-${id}`]: 'Say whether it was right.' }, form)
  if (note === '') return show(deps, c, { [`note-${id}`]: 'Say how you know.' }, form)
  if (note.length > LONGEST_NOTE)
    return show(
      deps,
      c,
      { [`note-${id}`]: `Use at most ${LONGEST_NOTE.toLocaleString('en-GB')} characters.` },
      form,
    )
  const done = await inOffice(deps.db, officeOf(c), (tx) => reviewUse(tx, by(deps, c), { id, finding, note }))
  return done.ok ? c.redirect(PATH, 303) : show(deps, c, { [`finding-${id}`]: WHY_NOT[done.because] }, form)
}
