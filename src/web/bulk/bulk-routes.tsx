import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import { Hono } from 'hono'
import { type BulkAction, type BulkResult, doBulk, previewBulk, undoBulk } from '../../cases/bulk.ts'
import { calendarsNow } from '../../cases/calendars-now.ts'
import { findBatch } from '../../cases/note-change.ts'
import { findColleagues } from '../../cases/own-case.ts'
import { inOffice } from '../../db/db.ts'
import { cases } from '../../db/schema.ts'
import { ROUTES } from '../../triage/route.ts'
import { readForm } from '../parts/controls.tsx'
import { ID, IS_ID, idOf, personId } from '../parts/ids.ts'
import { OWNER_ROLES, requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { BulkDonePage, BulkPreviewPage } from './bulk-pages.tsx'

/** As many as one page of the queue shows. */
const MOST = 50

/** One thing done to several cases of the queue: shown before it is done, and undone by one press. */
export function bulkRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayAct = requireRole(deps, 'act')
  app.post('/queue/bulk', mayAct, (c) => bulk(deps, c))
  app.get(`/queue/bulk/${ID}`, mayAct, async (c) => {
    const signedIn = c.get('signedIn')
    const found = await inOffice(deps.db, signedIn.office.id, async (tx) => {
      const changes = await findBatch(tx, idOf(c))
      const ids = changes.map(({ caseId }) => caseId)
      const of =
        ids.length === 0
          ? []
          : await tx.select({ reference: cases.reference }).from(cases).where(inArray(cases.id, ids))
      return { references: of.map(({ reference }) => reference), undoUntil: changes[0]?.undoUntil }
    })
    return c.html(<BulkDonePage signedIn={signedIn} batchId={idOf(c)} {...found} refused={[]} />)
  })
  app.post(`/queue/bulk/${ID}/undo`, mayAct, async (c) => {
    await undoBulk(deps.db, await byWhom(deps, c), idOf(c))
    return c.redirect(`/queue/bulk/${idOf(c)}`, 303)
  })
  return app
}

async function byWhom(deps: WebDeps, c: WebContext) {
  const { office, userKey: actor, userName: actorName } = c.get('signedIn')
  const calendars = await inOffice(deps.db, office.id, (tx) => calendarsNow(tx, deps.calendars, office.id))
  return { office, actor, actorName, now: deps.now(), calendars }
}

type Form = Readonly<Record<string, string>>

/** What was asked for, or what is wrong with it. */
async function readAction(deps: WebDeps, c: WebContext, form: Form): Promise<BulkAction | string> {
  const { office, userKey } = c.get('signedIn')
  const why = form['bulk-why'] ?? ''
  switch (form['bulk-what']) {
    case 'mine':
    case 'give': {
      const people = await inOffice(deps.db, office.id, (tx) =>
        findColleagues(tx, { roles: OWNER_ROLES, now: deps.now() }),
      )
      const to =
        form['bulk-what'] === 'mine'
          ? people.find((one) => one.userKey === userKey)
          : people.find((one) => personId(one) === form['bulk-who'])
      return to ? { kind: 'give', to } : 'Choose the colleague who is given the cases.'
    }
    case 'confirm':
      return { kind: 'route', route: undefined, reason: why }
    case 'route': {
      const route = ROUTES.find((one) => one === form['bulk-route'])
      if (!route) return 'Choose the route.'
      return why === '' ? 'Say why.' : { kind: 'route', route, reason: why }
    }
    case 'close':
      return why === '' ? 'Say what the outcome was.' : { kind: 'close', outcome: why }
    case 'link':
      return why === '' ? 'Say how you know that they are one matter.' : { kind: 'link', because: why }
    default:
      return 'Choose what to do with the cases.'
  }
}

async function bulk(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const form = await readForm(c.req)
  const chosen = Object.keys(form)
    .filter((name) => name.startsWith('case-') && form[name] === 'yes')
    .slice(0, MOST)
    .map((name) => name.slice('case-'.length))
    .map((reference) => {
      const version = Number(form[`version-${reference}`])
      return { reference, version: version > 0 ? version : undefined }
    })
  const action = chosen.length === 0 ? 'Tick the cases first.' : await readAction(deps, c, form)
  const page = { signedIn, form, colleagues: await colleaguesOf(deps, c) }
  if (typeof action === 'string')
    return c.html(<BulkPreviewPage {...page} results={[]} chosen={chosen} wrong={action} />, 400)
  const by = await byWhom(deps, c)
  if (form['step'] !== 'do') {
    const results = await previewBulk(deps.db, by, action, { chosen, batchId: randomUUID() })
    return c.html(<BulkPreviewPage {...page} results={results} chosen={chosen} wrong={undefined} />)
  }
  const batchId = IS_ID.test(form['batch'] ?? '') ? (form['batch'] ?? '') : randomUUID()
  // The same form came twice: it is done.
  const before = await inOffice(deps.db, signedIn.office.id, (tx) => findBatch(tx, batchId))
  if (before.length > 0) return c.redirect(`/queue/bulk/${batchId}`, 303)
  const results = await doBulk(deps.db, by, action, { chosen, batchId })
  const refused = results.filter(({ why }) => why !== undefined)
  if (refused.length === 0) return c.redirect(`/queue/bulk/${batchId}`, 303)
  const references = results.filter(({ why }) => why === undefined).map(({ reference }) => reference)
  return c.html(<BulkDonePage {...{ signedIn, batchId, references, refused }} undoUntil={undefined} />)
}

const colleaguesOf = (deps: WebDeps, c: WebContext) =>
  inOffice(deps.db, c.get('signedIn').office.id, (tx) =>
    findColleagues(tx, { roles: OWNER_ROLES, now: deps.now() }),
  )

export type { BulkResult }
