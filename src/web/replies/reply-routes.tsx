import { Hono } from 'hono'
import { barAgainst } from '../../acknowledgements/let-go.ts'
import { record } from '../../audit/record.ts'
import { findCase, findCaseRow } from '../../cases/find-case.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { fillTemplate, templatesFor } from '../../replies/template.ts'
import { templatesInForce } from '../../replies/templates.ts'
import {
  type ActingInCase,
  callBack,
  type Draft,
  findDraft,
  holdDraft,
  type Reply,
  saveDraft,
  setDraftAside,
  warningsFor,
} from '../../replies/write-reply.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { ID, IS_ID, idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { ReplyPage } from './reply-page.tsx'

type Typed = Record<string, string>
type Returned = { mistakes?: Mistakes; typed?: Typed; version?: number; theirs?: Reply }

const LONGEST = 50_000

/** Writing to somebody about a case, keeping the draft, sending it, and calling it back. */
export function replyRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const mayAct = requireRole(deps, 'act')
  app.get('/cases/:reference/reply', mayAct, (c) => showReply(deps, c))
  app.post('/cases/:reference/reply', mayAct, (c) => write(deps, c))
  app.post('/cases/:reference/reply/draft', mayAct, (c) => keep(deps, c))
  app.post(`/cases/:reference/replies/${ID}/call-back`, mayAct, async (c) => {
    const reference = c.req.param('reference')
    const done = await inCase(deps, c, (tx, acting) => callBack(tx, acting, idOf(c)))
    if (!done) return c.notFound()
    // A draft again, which stands in its form; else the case says what became of it.
    const isDraft = done.ok && (await isReply(deps, c))
    return c.redirect(isDraft ? `/cases/${reference}/reply` : `/cases/${reference}#timeline-title`, 303)
  })
  return app
}

const isReply = (deps: WebDeps, c: WebContext) =>
  inCase(deps, c, async (tx, acting) => (await findDraft(tx, acting))?.id === idOf(c))

/** One piece of work on the case in one transaction; undefined where there is none to act on. */
async function inCase<T>(
  deps: WebDeps,
  c: WebContext,
  work: (tx: Db, acting: ActingInCase) => Promise<T>,
): Promise<T | undefined> {
  const { office, userKey, userName } = c.get('signedIn')
  return inOffice(deps.db, office.id, async (tx) => {
    const caseRow = await findCaseRow(tx, c.req.param('reference') ?? '')
    if (!caseRow || caseRow.disposedAt || caseRow.drillId) return undefined
    const acting = { office, caseId: caseRow.id, actor: userKey, actorName: userName, now: deps.now() }
    return work(tx, { ...acting, caseRow })
  })
}

async function showReply(deps: WebDeps, c: WebContext, returned: Returned = {}): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { mistakes = {}, theirs } = returned
  const shown = await inCase(deps, c, async (tx, acting) => {
    const { caseRow, office, actor, now } = acting
    const found = await findCase(tx, caseRow.reference)
    if (!found) return undefined
    const detail = { page: 'reply' }
    await record(tx, [
      { officeId: office.id, at: now, actor, action: 'case-viewed', caseId: caseRow.id, detail },
    ])
    const draft = await findDraft(tx, acting)
    const kept: Typed = draft
      ? { to: draft.toAddress, subject: draft.subject, text: draft.text }
      : { to: caseRow.correspondentAddress ?? '', subject: `Re: ${caseRow.subject}`.slice(0, 200) }
    const typed = { ...kept, ...returned.typed }
    const to = typed['to'] ?? ''
    const templates = templatesFor(await templatesInForce(tx, deps.templates), [
      caseRow.route,
      ...caseRow.others,
    ])
    return {
      ...{
        found,
        typed,
        templates,
        savedAt: draft?.savedAt,
        version: returned.version ?? draft?.version ?? 0,
      },
      warnings: to === '' ? [] : await warningsFor(tx, acting, to),
      bar: await barAgainst(tx, { caseRow, from: null, to }),
    }
  })
  if (!shown) return c.notFound()
  const status = Object.keys(mistakes).length > 0 ? 400 : theirs ? 409 : 200
  return c.html(<ReplyPage {...shown} {...{ signedIn, mistakes, theirs }} />, status)
}

const draftOf = (form: Typed): Draft => ({
  id: IS_ID.test(form['reply-id'] ?? '') ? form['reply-id'] : undefined,
  to: (form['to'] ?? '').toLowerCase(),
  subject: form['subject'] ?? '',
  text: form['text'] ?? '',
})

const LEFT = 'This letter is on its way already. Look at the case.'

async function write(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const reference = c.req.param('reference')
  const step = form['step'] ?? 'save'
  const long = Object.entries(form).find(([, value]) => value.length > LONGEST)
  if (long)
    return showReply(deps, c, { typed: form, mistakes: { [long[0]]: 'Use at most 50,000 characters.' } })
  if (step === 'template') return fill(deps, c, form)
  if (step === 'aside') {
    await inCase(deps, c, (tx, acting) => setDraftAside(tx, acting))
    return c.redirect(`/cases/${reference}`, 303)
  }
  const version = Number(form['version']) || 0
  const done = await inCase(deps, c, async (tx, acting) => {
    const saved = await saveDraft(tx, acting, draftOf(form), { version })
    if (!saved.ok || step !== 'send') return saved
    const ticked = { confirmed: form['confirmed'] === 'yes', safe: form['safe'] === 'yes' }
    const held = await holdDraft(tx, deps, acting, ticked)
    // What was typed is kept all the same.
    return held.ok ? { ok: true as const, isHeld: true } : { ...held, version: saved.version }
  })
  if (!done) return c.notFound()
  if (done.ok) return c.redirect('isHeld' in done ? `/cases/${reference}` : `/cases/${reference}/reply`, 303)
  if ('theirs' in done)
    return showReply(deps, c, { typed: form, version: done.theirs.version, theirs: done.theirs })
  // A second press of what is on its way: it is done.
  if ('isSame' in done && done.isSame) return c.redirect(`/cases/${reference}`, 303)
  const said = 'field' in done ? { [done.field]: done.says } : { text: LEFT }
  return showReply(deps, c, {
    ...{ typed: form, mistakes: said },
    ...('version' in done ? { version: done.version } : {}),
  })
}

/** The template takes the place of the draft, which is kept: a template chosen by mistake loses nothing. */
async function fill(deps: WebDeps, c: WebContext, form: Typed): Promise<Response> {
  const filled = await inCase(deps, c, async (tx, { caseRow, office, actorName = '' }) => {
    const templates = await templatesInForce(tx, deps.templates)
    const template = templates.find(({ key }) => key === form['template'])
    const { reference, correspondentName: name } = caseRow
    return {
      template,
      words: template && fillTemplate(template, { reference, name, sender: actorName, office }),
    }
  })
  if (!filled) return c.notFound()
  if (!filled.words) return showReply(deps, c, { mistakes: { template: 'Choose a template.' } })
  const typed = { to: form['to'] ?? '', ...filled.words, template: form['template'] ?? '' }
  return showReply(deps, c, { typed })
}

/** For the script of the page: keeps what is typed, and says what the next keeping has to name. */
async function keep(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const draft = draftOf(form)
  if ([draft.to, draft.subject, draft.text].some(({ length }) => length > LONGEST))
    return c.json({ said: 'too-long' }, 413)
  const version = Number(form['version']) || 0
  const saved = await inCase(deps, c, (tx, acting) => saveDraft(tx, acting, draft, { version }))
  if (!saved) return c.notFound()
  return saved.ok ? c.json({ version: saved.version }) : c.json({ said: saved.because }, 409)
}
