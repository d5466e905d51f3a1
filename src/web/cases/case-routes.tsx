import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { composeLetter } from '../../acknowledgements/compose-letter.ts'
import { barAgainst, type LetGo, letGo } from '../../acknowledgements/let-go.ts'
import { record } from '../../audit/record.ts'
import { type Acted, type Acting, addNote, closeCase, overrideRisk } from '../../cases/act-on-case.ts'
import type { CaseRow } from '../../cases/arrival.ts'
import { calendarsNow } from '../../cases/calendars-now.ts'
import { countHardLetters } from '../../cases/exposure.ts'
import { type FoundCase, findCase, findCaseRow } from '../../cases/find-case.ts'
import { findStaff } from '../../cases/find-special.ts'
import { findMentions, mention, seeMentions } from '../../cases/mentions.ts'
import { findColleagues } from '../../cases/own-case.ts'
import { noteHere, sayOthers } from '../../cases/presence.ts'
import { recordPeriod } from '../../cases/record-period.ts'
import { chooseRoute } from '../../cases/route-case.ts'
import { finishTask } from '../../cases/tasks.ts'
import { londonDay, parseDay } from '../../clocks/days.ts'
import { OUTCOME_KINDS } from '../../clocks/keeping-words.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { raiseAlert } from '../../escalations/raise.ts'
import { askForWhole } from '../../intake/ask-for-whole.ts'
import type { OfficeProfile } from '../../offices/profile.ts'
import { findHolds } from '../../records/find-due.ts'
import { findCertificate } from '../../records/find-holds.ts'
import { findReplies } from '../../replies/write-reply.ts'
import { findScans } from '../../scans/find-scans.ts'
import { ROUTES } from '../../triage/route.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { findStaffNames } from '../parts/history.ts'
import { IS_ID, personId } from '../parts/ids.ts'
import { may, OWNER_ROLES, requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { SAID_LEVELS } from './case-decisions.tsx'
import { CasePage } from './case-page.tsx'
import { findChaseViews, findClockViews } from './clock-view.ts'
import { DisposedPage } from './disposed-page.tsx'
import { type LetterPreview, pressing, type ShownAcknowledgement } from './let-go-form.tsx'

/** A year and a month: who has not signed in for as long has no account any more, or needs none. */
const STAFF_MS = 396 * 24 * 60 * 60_000
const LONGEST_TEXT = 10_000
const TOO_LONG = `Use at most ${LONGEST_TEXT.toLocaleString('en-GB')} characters.`

const WHY_NOT: Record<Extract<Acted, { ok: false }>['because'], string> = {
  'no-such-case': 'This case is not here any more.',
  'changed-meanwhile': 'Somebody changed this case after you opened it. Look at it again below, then decide.',
  'open-alert': 'This case has an open alert. Answer it and say what was done before you close the case.',
  'open-task': 'This case has a task that nobody has done. Do it and say so before you close the case.',
  'route-not-confirmed': 'Confirm the route before you close the case.',
  'not-a-move': 'A case in this state cannot be closed.',
  'has-route': 'The case has this route already.',
  'written-already': 'That is written already.',
}

/** Seeing a case, and what a person may do to it. */
export function caseRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/cases/:reference', requireRole(deps, 'view'), (c) => showCase(deps, c))
  app.post('/cases/:reference/route', requireRole(deps, 'act'), (c) =>
    act(deps, c, 'route', async (tx, acting, form, found) => {
      const route = ROUTES.find((one) => one === form['route'])
      const reason = form['reason'] ?? ''
      if (!route) return mistaken({ route: 'Choose a route.' })
      if (route !== found.route && reason === '') return mistaken({ reason: 'Say why you change the route.' })
      const calendars = await calendarsNow(tx, deps.calendars, acting.office.id)
      return chooseRoute(tx, { ...acting, calendars }, { route, reason, version: Number(form['version']) })
    }),
  )
  app.post('/cases/:reference/risk', requireRole(deps, 'act'), async (c) => {
    const answer = await act(deps, c, 'level', (tx, acting, form) => sayRisk(tx, deps, acting, form))
    deps.queue.nudge('page')
    return answer
  })
  app.post('/cases/:reference/notes', requireRole(deps, 'act'), (c) =>
    act(deps, c, 'note', async (tx, acting, form) => {
      if (!form['note']) return mistaken({ note: 'Write the note first.' })
      const id = form['note-id'] ?? ''
      const noteId = IS_ID.test(id) ? id : randomUUID()
      const done = await addNote(tx, acting, form['note'], noteId)
      if (done.ok) {
        const { caseId, now } = acting
        // Whoever may not open the case is in no list and told of nothing, whatever a form says.
        const colleagues = await findColleagues(tx, { roles: OWNER_ROLES, now, caseId })
        const people = colleagues.filter((one) => form[`tell-${personId(one)}`] === 'yes')
        await mention(tx, acting, { noteId, people })
      }
      // The same form came twice: what it asked for is done.
      return !done.ok && done.because === 'written-already' ? { ok: true } : done
    }),
  )
  app.post('/cases/:reference/close', requireRole(deps, 'act'), (c) =>
    act(deps, c, 'outcome', async (tx, acting, form) => {
      if (!form['outcome']) return mistaken({ outcome: 'Say what the outcome was.' })
      const calendars = await calendarsNow(tx, deps.calendars, acting.office.id)
      const outcomeKind = OUTCOME_KINDS.find((one) => one === form['outcome-kind'])
      const closing = { outcome: form['outcome'], outcomeKind, version: Number(form['version']), calendars }
      return closeCase(tx, acting, closing)
    }),
  )
  app.post('/cases/:reference/period', requireRole(deps, 'act'), (c) =>
    act(deps, c, 'period-on', async (tx, acting, form) => {
      const on = parseDay(form['period-on'] ?? '')
      if (!on) return mistaken({ 'period-on': 'Give the day, for example 24 November 2026.' })
      const done = await recordPeriod(tx, acting, { on })
      return done.ok ? done : mistaken({ 'period-on': done.says })
    }),
  )
  app.post('/cases/:reference/tasks/:id{[0-9a-f-]{36}}', requireRole(deps, 'act'), (c) => {
    const taskId = c.req.param('id')
    const field = `done-${taskId}`
    return act(deps, c, field, async (tx, acting, form) => {
      if (!form[field]) return mistaken({ [field]: 'Say what you did.' })
      const done = await finishTask(tx, acting, { taskId, outcome: form[field] })
      return done.ok ? done : mistaken({ note: 'Somebody has done this task meanwhile.' })
    })
  })
  app.post('/cases/:reference/wholes/:id{[0-9a-f-]{36}}', requireRole(deps, 'act'), (c) =>
    act(deps, c, 'whole', async (tx, { office, actor, now, caseId }) => {
      const asked = { officeId: office.id, actor, partId: c.req.param('id'), caseId }
      const done = await askForWhole(tx, { now }, asked)
      // Somebody pressed it a moment before, which comes to the same.
      return done.ok || done.because === 'asked-before'
        ? { ok: true }
        : mistaken({ whole: 'The whole of this message is here already.' })
    }),
  )
  app.post('/cases/:reference/acknowledgements/:id{[0-9a-f-]{36}}', requireRole(deps, 'act'), async (c) => {
    const acknowledgementId = c.req.param('id')
    const answer = await act(deps, c, 'to', async (tx, acting, form, caseRow) => {
      const letter = form['letter'] === 'route' ? 'route' : 'neutral'
      const asked = {
        acknowledgementId,
        to: form['to'] ?? '',
        letter,
        isSafe: form['safe'] === 'yes',
        why: form['why-sent'] ?? '',
      } as const
      const done = await letGo(tx, deps, { ...acting, caseRow }, asked)
      return done.ok ? done : mistaken({ [FIELDS[done.because]]: done.says })
    })
    deps.queue.nudge('acknowledge')
    return answer
  })
  return app
}

/** A level that calls for an alert raises it in the same transaction. */
async function sayRisk(tx: Db, deps: WebDeps, acting: Acting, form: Record<string, string>): Promise<Done> {
  const level = SAID_LEVELS.find((one) => one === form['level'])
  if (!level) return mistaken({ level: 'Choose how grave it is.' })
  const reason = form['why-level'] ?? ''
  if (reason === '') return mistaken({ 'why-level': 'Say why.' })
  const done = await overrideRisk(tx, acting, { level, reason, version: Number(form['version']) })
  if (!done.ok) return done
  const about = { office: acting.office, caseId: acting.caseId, level }
  await record(tx, await raiseAlert(tx, { queue: deps.queue, now: acting.now }, about))
  return done
}

/** Where a person puts right what was wrong. */
const FIELDS: Record<Extract<LetGo, { ok: false }>['because'], string> = {
  'not-to-be-sent': 'to',
  'bad-address': 'to',
  'not-said-to-be-safe': 'safe',
  'not-said-why': 'why-sent',
  'route-not-named': 'letter',
  'bomb-threat': 'to',
  'restricted-use': 'to',
}

/** The case page, with what was wrong and what was typed where a form comes back. */
export async function showCase(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Record<string, string> = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const now = deps.now()
  const shown = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findCase(tx, c.req.param('reference') ?? '')
    if (!found) return undefined
    const caseId = found.caseRow.id
    const calendars = await calendarsNow(tx, deps.calendars, office.id)
    const clocks = await findClockViews(tx, { office, calendars, caseId })
    const chases = await findChaseViews(tx, caseId)
    await record(tx, [{ officeId: office.id, at: now, actor: userKey, action: 'case-viewed', caseId }])
    const names = await findStaffNames(
      tx,
      found.history.map(({ actor }) => actor),
    )
    const asked = c.req.param('id') ?? c.req.query('letter')
    const one = found.acknowledgements.find(({ id }) => id === asked) ?? pressing(found)
    const bar = one && (await barAgainst(tx, { caseRow: found.caseRow, ...addressesOf(found, one, typed) }))
    const about = one && { office, one, discreet: bar?.reason === 'safe-contact' }
    const preview = about && may(signedIn.role, 'act') ? await previewOf(tx, deps, about) : undefined
    const hardLetters = await countHardLetters(tx, userKey, now)
    const isLetterAskedFor = one?.id === asked
    const since = new Date(now.getTime() - STAFF_MS)
    const staff =
      may(signedIn.role, 'answer-alert') || may(signedIn.role, 'seal') ? await findStaff(tx, since) : []
    const colleagues = may(signedIn.role, 'act')
      ? await findColleagues(tx, { roles: OWNER_ROLES, now, caseId })
      : []
    const letter = { letGoId: one?.id, bar, preview, isLetterAskedFor }
    const replies = await findReplies(tx, caseId)
    const mentions = await findMentions(tx, caseId)
    await seeMentions(tx, caseId, userKey, now)
    const { userName } = signedIn
    const here = { caseId, officeId: office.id, userKey, userName, now, isWriting: false }
    const others = found.caseRow.disposedAt ? '' : sayOthers(await noteHere(tx, here))
    const holds = await findHolds(tx, [caseId], londonDay(now))
    const certificate = found.caseRow.disposedAt ? await findCertificate(tx, caseId) : undefined
    const scans = await findScans(
      tx,
      found.messages.map(({ rawMessageId }) => rawMessageId),
    )
    return {
      found,
      clocks,
      chases,
      names,
      ...letter,
      hardLetters,
      staff,
      mentions,
      others,
      replies,
      scans,
      holds,
      certificate,
      colleagues,
    }
  })
  if (!shown) return c.notFound()
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  if (shown.found.caseRow.disposedAt) return c.html(<DisposedPage {...shown} signedIn={signedIn} />)
  return c.html(
    <CasePage
      {...shown}
      hasScanner={deps.hasScanner}
      signedIn={signedIn}
      now={now}
      mistakes={mistakes}
      typed={typed}
    />,
    status,
  )
}

/** Who wrote the letter that is answered, and where the answer would go as far as somebody has said. */
const addressesOf = (
  { messages }: FoundCase,
  { messageId }: ShownAcknowledgement,
  typed: Record<string, string>,
) => ({ from: messages.find(({ id }) => id === messageId)?.fromAddress ?? null, to: typed['to'] ?? '' })

/** Both letters, made by what makes the one that is sent. */
async function previewOf(
  tx: Db,
  deps: WebDeps,
  { office, one, discreet }: { office: OfficeProfile; one: ShownAcknowledgement; discreet: boolean },
): Promise<LetterPreview> {
  const about = { office, caseId: one.caseId, messageId: one.messageId, discreet }
  const neutral = await composeLetter(tx, deps, { ...about, neutral: true })
  const named = await composeLetter(tx, deps, { ...about, neutral: false })
  return { subject: neutral.subject, neutral: neutral.text, route: named.text }
}

/** `goTo`: the reference of another case to go on with. */
export type Done = Acted | { ok: true; goTo: string } | { ok: false; mistakes: Mistakes }
export type Work = (tx: Db, acting: Acting, form: Record<string, string>, found: CaseRow) => Promise<Done>

export const mistaken = async (mistakes: Mistakes): Promise<Done> => ({ ok: false, mistakes })

/** Reads the form, does one thing in one transaction, and goes back to the case; what was typed comes back with a mistake. */
export async function act(deps: WebDeps, c: WebContext, field: string, work: Work): Promise<Response> {
  const { office, userKey, userName } = c.get('signedIn')
  const form = await readForm(c.req)
  const reference = c.req.param('reference') ?? ''
  const tooLong = Object.entries(form).find(([, value]) => value.length > LONGEST_TEXT)
  if (tooLong) return showCase(deps, c, { [tooLong[0]]: TOO_LONG }, form)
  const done = await inOffice(deps.db, office.id, async (tx) => {
    const found = await findCaseRow(tx, reference)
    // What is disposed of is not acted on any more.
    if (!found || found.disposedAt) return undefined
    return work(
      tx,
      { office, caseId: found.id, actor: userKey, actorName: userName, now: deps.now() },
      form,
      found,
    )
  })
  if (!done) return c.notFound()
  if (done.ok) return c.redirect(`/cases/${'goTo' in done ? done.goTo : reference}`, 303)
  return showCase(deps, c, 'mistakes' in done ? done.mistakes : { [field]: WHY_NOT[done.because] }, form)
}
