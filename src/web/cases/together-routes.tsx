import { and, ne, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { actionEntry, addNote } from '../../cases/act-on-case.ts'
import { findCaseRow } from '../../cases/find-case.ts'
import { mention } from '../../cases/mentions.ts'
import { findColleagues, giveCase } from '../../cases/own-case.ts'
import { noteHere, sayOthers } from '../../cases/presence.ts'
import { queueConditions, queueFrom, queueKey, queueOrder } from '../../cases/queue-filter.ts'
import { londonDay } from '../../clocks/days.ts'
import { inOffice } from '../../db/db.ts'
import { cases } from '../../db/schema.ts'
import { readForm } from '../parts/controls.tsx'
import { ID, IS_ID, idOf } from '../parts/ids.ts'
import { Page } from '../parts/layout.tsx'
import { OWNER_ROLES, requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { act, mistaken } from './case-routes.tsx'
import { findHeaders, HeadersPage } from './headers-page.tsx'

/** Working on cases side by side: who else is here, handing over, the next case, and a letter’s headers. */
export function togetherRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayView = requireRole(deps, 'view')
  app.post('/cases/:reference/presence', mayView, async (c) => {
    const { office, userKey, userName } = c.get('signedIn')
    const isWriting = (await readForm(c.req))['writing'] === 'yes'
    const others = await inOffice(deps.db, office.id, async (tx) => {
      const found = await findCaseRow(tx, c.req.param('reference'))
      if (!found || found.disposedAt) return undefined
      const here = { caseId: found.id, officeId: office.id, userKey, userName, now: deps.now() }
      return noteHere(tx, { ...here, isWriting })
    })
    return others ? c.json({ says: sayOthers(others) }) : c.notFound()
  })
  app.get('/cases/:reference/next', mayView, (c) => goToNext(deps, c))
  app.get(`/cases/:reference/messages/${ID}/headers`, mayView, async (c) => {
    const signedIn = c.get('signedIn')
    const { office, userKey: actor } = signedIn
    const found = await inOffice(deps.db, office.id, async (tx) => {
      const message = await findHeaders(tx, { reference: c.req.param('reference'), id: idOf(c) })
      if (message) {
        const { caseId, id: messageId } = message
        await record(tx, [
          {
            officeId: office.id,
            at: deps.now(),
            actor,
            caseId,
            action: 'headers-viewed',
            detail: { messageId },
          },
        ])
      }
      return message
    })
    if (!found) return c.notFound()
    return c.html(
      <Page
        title={`Headers of a letter in ${c.req.param('reference')}`}
        signedIn={signedIn}
        before={
          <a class="govuk-back-link" href={`/cases/${c.req.param('reference')}`}>
            Back to the case
          </a>
        }
      >
        <HeadersPage headers={found.headers} />
      </Page>,
    )
  })
  app.post('/cases/:reference/hand-over', requireRole(deps, 'act'), (c) =>
    act(deps, c, 'hand-summary', async (tx, acting, form) => {
      const { caseId, now } = acting
      const people = await findColleagues(tx, { roles: OWNER_ROLES, now, caseId })
      const to = people.find(({ userKey }) => userKey === form['hand-to'])
      const summary = form['hand-summary'] ?? ''
      if (!to) return mistaken({ 'hand-to': 'Choose a colleague from the list.' })
      if (summary === '')
        return mistaken({ 'hand-summary': 'Say how things stand, and what is to be done next.' })
      const noteId = form['hand-id'] ?? ''
      if (!IS_ID.test(noteId)) return mistaken({ 'hand-summary': 'Send this form once more.' })
      const noted = await addNote(tx, acting, `Handed over to ${to.userName}. ${summary}`, noteId)
      // The same form came twice: what it asked for is done.
      if (!noted.ok) return noted.because === 'written-already' ? { ok: true } : noted
      await giveCase(tx, acting, to)
      await mention(tx, acting, { noteId, people: [to] })
      await record(tx, [actionEntry(acting, 'case-handed-over', { to: to.userKey })])
      return { ok: true }
    }),
  )
  return app
}

/** The case that stands after this one in the queue; from the end it is the queue itself. */
async function goToNext(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office } = c.get('signedIn')
  const next = await inOffice(deps.db, office.id, async (tx) => {
    const [here] = await tx
      .select()
      .from(cases)
      .where(sql`${cases.reference} = ${c.req.param('reference') ?? ''}`)
    if (!here) return undefined
    const of = queueConditions({}, londonDay(deps.now()))
    const [after] = await tx
      .select({ reference: cases.reference })
      .from(cases)
      .where(and(...of, ...queueFrom({}, { after: queueKey({}, here) }), ne(cases.id, here.id)))
      .orderBy(...queueOrder({}, false))
      .limit(1)
    return { to: after ? `/cases/${after.reference}` : '/' }
  })
  return next ? c.redirect(next.to, 303) : c.notFound()
}
