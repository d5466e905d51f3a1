/**
 * The page of the duty rota, its buttons, and calendars: seen by everybody who works here.
 * What is typed in is in rota-form-routes.tsx.
 */
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { withdrawCover } from '../../rota/change-cover.ts'
import type { ActingOnRota } from '../../rota/change-rota.ts'
import { feedSince, makeFeed, revokeFeeds } from '../../rota/feeds.ts'
import { readRota } from '../../rota/read-rota.ts'
import type { Rota } from '../../rota/rota.ts'
import { ID, idOf } from '../parts/ids.ts'
import { may, recordRefusal, requireRole } from '../roles.ts'
import type { SignedIn, WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { actingOnRota } from './acting-on-rota.ts'
import { findRota, personOf } from './find-rota.ts'
import { feedPath } from './rota-feed-routes.ts'
import { rotaFormRoutes } from './rota-form-routes.tsx'
import { RotaPage } from './rota-page.tsx'
import { RotaPrintPage } from './rota-print-page.tsx'
import { ROTA_REFUSALS } from './rota-words.ts'

export function rotaRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.use('/rota', requireRole(deps, 'view-rota'))
  app.use('/rota/*', requireRole(deps, 'view-rota'))
  app.get('/rota', (c) => showRota(deps, c))
  app.get('/rota/print', (c) => showPrint(deps, c))
  app.post(`/rota/covers/${ID}/withdraw`, (c) => withdraw(deps, c))
  app.post('/rota/calendar', (c) => makeCalendar(deps, c))
  app.post('/rota/calendar/end', (c) => endCalendar(deps, c))
  app.route('/', rotaFormRoutes(deps))
  return app
}

type Told = { refusal?: string; feedAddress?: string }

async function showRota(deps: WebDeps, c: WebContext, told: Told = {}): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const now = deps.now()
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findRota(tx, office.id)
    const self = personOf(found.rota, userKey)
    const since = self && (await feedSince(tx, self.id))
    await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'rota-viewed' }])
    return { ...found, self, feedSince: since }
  })
  return c.html(<RotaPage {...{ ...shown, ...told, signedIn, now }} />, told.refusal ? 400 : 200)
}

async function showPrint(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const now = deps.now()
  const rota = await inOffice(deps.db, office.id, async (tx) => {
    await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'rota-viewed' }])
    return readRota(tx, office.id)
  })
  return c.html(<RotaPrintPage {...{ signedIn, rota, now }} />)
}

/** A cover is taken back by whoever edits the rota; a swap also by either of the two. */
async function withdraw(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const done = await inOffice(deps.db, signedIn.office.id, async (tx) => {
    const rota = await readRota(tx, signedIn.office.id)
    if (!mayWithdraw(rota, signedIn, idOf(c))) return undefined
    return withdrawCover(tx, actingOnRota(deps, c), idOf(c))
  })
  deps.queue.nudge('alarm')
  if (!done) {
    await recordRefusal(deps, signedIn, { because: 'role', action: 'edit-rota' })
    return showRota(deps, c, {
      refusal: 'Only a manager or an administrator takes back what is not a swap of yours.',
    })
  }
  return done.ok ? c.redirect('/rota', 303) : showRota(deps, c, { refusal: ROTA_REFUSALS[done.because] })
}

function mayWithdraw({ covers, people }: Rota, { role, userKey }: SignedIn, id: string): boolean {
  if (may(role, 'edit-rota')) return true
  const swapId = covers.find((cover) => cover.id === id)?.swapId
  if (!swapId || !may(role, 'swap-duty')) return false
  return covers.some((cover) => cover.swapId === swapId && people.get(cover.personId)?.userKey === userKey)
}

/** Does it to the calendar of whoever is signed in; undefined where no entry of the list is theirs. */
function toOwnCalendar<T>(
  deps: WebDeps,
  c: WebContext,
  act: (tx: Db, acting: ActingOnRota, personId: string) => Promise<T>,
): Promise<T | undefined> {
  const { office, userKey } = c.get('signedIn')
  return inOffice(deps.db, office.id, async (tx) => {
    const self = personOf(await readRota(tx, office.id), userKey)
    return self && act(tx, actingOnRota(deps, c), self.id)
  })
}

/** Shown in answer to the form and not after a redirect, because it stands in no address and nowhere else. */
async function makeCalendar(deps: WebDeps, c: WebContext): Promise<Response> {
  const secret = await toOwnCalendar(deps, c, makeFeed)
  if (secret === undefined) return notOnTheList(deps, c)
  return showRota(deps, c, { feedAddress: deps.publicUrl + feedPath(c.get('signedIn').office.id, secret) })
}

async function endCalendar(deps: WebDeps, c: WebContext): Promise<Response> {
  const done = await toOwnCalendar(deps, c, async (tx, acting, personId) => {
    await revokeFeeds(tx, acting, personId)
    return true
  })
  return done ? c.redirect('/rota', 303) : notOnTheList(deps, c)
}

const notOnTheList = (deps: WebDeps, c: WebContext) =>
  showRota(deps, c, { refusal: 'No entry of the list is tied to you. Ask a manager to tie one to you.' })
