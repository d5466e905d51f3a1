import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { findLanguages, findQueue } from '../../cases/find-queue.ts'
import { findMentioned } from '../../cases/mentions.ts'
import { findColleagues } from '../../cases/own-case.ts'
import { findSavedFilters, removeFilter, saveFilter } from '../../cases/saved-filters.ts'
import { inOffice } from '../../db/db.ts'
import { findLadderTrouble } from '../../escalations/find-trouble.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { ID, idOf } from '../parts/ids.ts'
import { may, OWNER_ROLES, requireRole } from '../roles.ts'
import { findOpenAlarms } from '../watch/alarm-list.tsx'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { QueuePage } from './queue-page.tsx'
import { queueAddress, readQueue } from './read-filter.ts'

const LONGEST_NAME = 60

/** The queue. That somebody looked at it is in the history, because it names the people who wrote. */
export function queueRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', requireRole(deps, 'view'), (c) => showQueue(deps, c))
  app.post('/', requireRole(deps, 'view'), async (c) => {
    const { name = '', shared } = await readForm(c.req)
    const wrong = await keepFilters(deps, c, { name, isShared: shared === 'yes' })
    return wrong ? showQueue(deps, c, { name: wrong }, name) : c.redirect(queueAddress(c.req.query()), 303)
  })
  app.post(`/queue/filters/${ID}/remove`, requireRole(deps, 'view'), async (c) => {
    const { office, userKey, role } = c.get('signedIn')
    const now = deps.now()
    await inOffice(deps.db, office.id, async (tx) => {
      await removeFilter(tx, { id: idOf(c), userKey, mayRemoveShared: may(role, 'act'), now })
      await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'filter-removed' }])
    })
    return c.redirect('/', 303)
  })
  return app
}

/** Keeps what the address says, and only what we understand of it; gives back what is wrong with the name. */
async function keepFilters(
  deps: WebDeps,
  c: WebContext,
  { name, isShared }: { name: string; isShared: boolean },
): Promise<string | undefined> {
  const { office, userKey, userName, role } = c.get('signedIn')
  if (name === '') return 'Give the filters a name.'
  if (name.length > LONGEST_NAME) return `Use at most ${LONGEST_NAME} characters for the name.`
  const madeAt = deps.now()
  return inOffice(deps.db, office.id, async (tx) => {
    const colleagues = await findColleagues(tx, { roles: OWNER_ROLES, now: madeAt })
    const { words } = readQueue(c.req.query(), { userKey, colleagues })
    const isSaved = await saveFilter(tx, {
      officeId: office.id,
      name,
      query: new URLSearchParams(words).toString(),
      isShared: isShared && may(role, 'act'),
      madeBy: userKey,
      madeByName: userName,
      madeAt,
    })
    if (!isSaved) return 'There are filters of that name already. Choose another name.'
    await record(tx, [
      { officeId: office.id, at: madeAt, actor: userKey, action: 'filter-saved', detail: { isShared } },
    ])
    return undefined
  })
}

async function showQueue(
  deps: WebDeps,
  c: WebContext,
  wrong: Mistakes = {},
  typedName?: string,
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const now = deps.now()
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'queue-viewed' }])
    const colleagues = await findColleagues(tx, { roles: OWNER_ROLES, now })
    const read = readQueue(c.req.query(), { userKey, colleagues })
    const asked = { ...read, mistakes: { ...read.mistakes, ...wrong } }
    const [alarms, trouble, queue, languages, saved] = [
      await findOpenAlarms(tx),
      await findLadderTrouble(tx, office.duty),
      await findQueue(tx, asked.filter, { now, page: asked.page }),
      await findLanguages(tx),
      await findSavedFilters(tx, userKey),
    ]
    const mentioned = await findMentioned(tx, userKey)
    return { asked, mentioned, alarms, trouble, queue, filters: { colleagues, languages, saved, typedName } }
  })
  const smtpAddress = deps.demoNotes?.smtpAddress
  const status = Object.keys(shown.asked.mistakes).length > 0 ? 400 : 200
  return c.html(<QueuePage {...shown} {...{ signedIn, now, smtpAddress }} />, status)
}
