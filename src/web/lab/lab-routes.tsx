import { Hono } from 'hono'
import { type Db, inOffice } from '../../db/db.ts'
import { enteredAsMessage } from '../../intake/entered-contact.ts'
import { parseMessage } from '../../message/parse-message.ts'
import {
  approveChange,
  askToPublish,
  askToRollBack,
  type Changed,
  findChange,
  findRulesets,
  findWaitingChanges,
  refuseChange,
  undoPublication,
} from '../../rulesets/change-rules.ts'
import { findDraft, findDrafts, saveDraft, setDraftAside, startDraft } from '../../rulesets/drafts.ts'
import { publishedNow } from '../../rulesets/published-now.ts'
import type { Reviewer } from '../../rulesets/reviewer.ts'
import { findTrial, MONTHS, startTrial } from '../../rulesets/trials.ts'
import { checkDraft, LONGEST_RULE } from '../../triage/check-draft.ts'
import type { Published } from '../../triage/published.ts'
import type { Rules } from '../../triage/read-rules.ts'
import { triageMessage } from '../../triage/triage-message.ts'
import { whatWouldChange } from '../../triage/what-would-change.ts'
import { withPublished } from '../../triage/with-published.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { ID, idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { LabChangePage, LabDraftPage } from './lab-draft-page.tsx'
import { LabPage } from './lab-page.tsx'
import { LabTryPage } from './lab-try-page.tsx'
import { EMPTY_RULE, WHY_NOT } from './lab-words.ts'

const LONGEST_LETTER = 50_000
const LONGEST_REASON = 2_000

type Returned = { mistakes?: Mistakes; typed?: Record<string, string> }

/** The policy lab: a letter is tried, a rule is written, tried, agreed to by two, and taken back. */
export function labRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.use('/lab', requireRole(deps, 'review-rules'))
  app.use('/lab/*', requireRole(deps, 'review-rules'))
  app.get('/lab', (c) => showLab(deps, c))
  app.get('/lab/try', (c) => c.html(<LabTryPage signedIn={c.get('signedIn')} />))
  app.post('/lab/try', (c) => tryLetter(deps, c))
  app.post('/lab/drafts', (c) => begin(deps, c))
  app.get(`/lab/drafts/${ID}`, (c) => showDraft(deps, c))
  app.post(`/lab/drafts/${ID}`, (c) => save(deps, c))
  app.post(`/lab/drafts/${ID}/trial`, (c) => trial(deps, c))
  app.post(`/lab/drafts/${ID}/publish`, (c) => publish(deps, c))
  app.post(`/lab/drafts/${ID}/aside`, async (c) => {
    await inLab(deps, c, (tx, by) => setDraftAside(tx, by, idOf(c)))
    return c.redirect('/lab', 303)
  })
  app.get(`/lab/changes/${ID}`, (c) => showChange(deps, c))
  app.post(`/lab/changes/${ID}/approve`, (c) => decide(deps, c, approveChange))
  app.post(`/lab/changes/${ID}/refuse`, (c) => decide(deps, c, refuseChange))
  app.post('/lab/back', (c) =>
    goBack(deps, c, (tx, by, { restores = '', reason = '' }) =>
      askToRollBack(tx, by, { restores: /^\d{1,6}$/.test(restores) ? Number(restores) : Number.NaN, reason }),
    ),
  )
  app.post('/lab/undo/:number{[0-9]{1,6}}', (c) =>
    goBack(deps, c, (tx, by, { reason = '' }) =>
      undoPublication(tx, by, { number: Number(c.req.param('number')), reason }),
    ),
  )
  return app
}

type InLab = Reviewer & { rules: Rules; published: Published; queue: WebDeps['queue'] }

/** One transaction of this office, with the rules in force there. */
function inLab<T>(deps: WebDeps, c: WebContext, work: (tx: Db, by: InLab) => Promise<T>): Promise<T> {
  const { office, userKey, userName } = c.get('signedIn')
  const now = deps.now()
  return inOffice(deps.db, office.id, async (tx) => {
    const published = await publishedNow(tx, { ...deps, now }, office.id)
    const rules = withPublished(deps.rules, published)
    return work(tx, {
      officeId: office.id,
      actor: userKey,
      actorName: userName,
      now,
      rules,
      published,
      queue: deps.queue,
    })
  })
}

async function showLab(
  deps: WebDeps,
  c: WebContext,
  { mistakes = {}, typed = {} }: Returned = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const shown = await inLab(deps, c, async (tx, { rules, published }) => ({
    rules,
    published,
    drafts: await findDrafts(tx),
    waiting: await findWaitingChanges(tx),
    rulesets: await findRulesets(tx),
  }))
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<LabPage {...{ signedIn, mistakes, typed, ...shown }} />, status)
}

/** Read and judged as mail is; nothing of it goes into a table, the history or the log. */
async function tryLetter(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const typed = await readForm(c.req)
  const { subject = '', words = '' } = typed
  const mistakes = mistakesOf({
    words: words === '' ? 'Paste the words of a letter.' : tooLong(words, LONGEST_LETTER),
    subject: tooLong(subject, LONGEST_REASON),
  })
  if (Object.keys(mistakes).length > 0) return c.html(<LabTryPage {...{ signedIn, typed, mistakes }} />, 400)
  const mailboxes = signedIn.office.mailboxes.map(({ address }) => address)
  const mailbox = mailboxes.find((address) => address === typed['mailbox']) ?? mailboxes[0] ?? ''
  const contact = {
    channel: 'web-form',
    name: 'A writer',
    address: 'writer@public.example',
    subject,
  } as const
  const source = enteredAsMessage({ ...contact, text: words, receivedAt: deps.now() }, mailbox)
  const message = await parseMessage(source)
  const rules = await inLab(deps, c, async (_tx, by) => by.rules)
  const triage = triageMessage(message, rules)
  const tried = { message, triage, rules, changes: whatWouldChange(message, rules, triage) }
  return c.html(<LabTryPage {...{ signedIn, typed, tried }} />)
}

async function begin(deps: WebDeps, c: WebContext): Promise<Response> {
  const typed = await readForm(c.req)
  const { from = '' } = typed
  const id = await inLab(deps, c, async (tx, by) => {
    const text = from === '' ? EMPTY_RULE : textOf(deps, by, from)
    return text === undefined ? undefined : startDraft(tx, by, text)
  })
  if (id === undefined)
    return showLab(deps, c, { mistakes: { from: 'There is no rule with this id.' }, typed })
  return c.redirect(`/lab/drafts/${id}`, 303)
}

/** A rule in force: as it was published, or as it stands in the files. */
const textOf = (deps: WebDeps, { published }: InLab, id: string): string | undefined =>
  published.rules.find((rule) => rule.id === id)?.text ?? deps.ruleText(id)

async function showDraft(
  deps: WebDeps,
  c: WebContext,
  { mistakes = {}, typed = {} }: Returned = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const shown = await inLab(deps, c, async (tx, { rules }) => {
    const draft = await findDraft(tx, idOf(c))
    if (!draft) return undefined
    const checked = checkDraft(typed['text'] ?? draft.text, rules)
    return { draft, checked, trial: await findTrial(tx, { draftId: draft.id }) }
  })
  if (!shown) return c.notFound()
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<LabDraftPage {...{ signedIn, mistakes, typed, ...shown }} />, status)
}

const NOT_SAVED = {
  'no-such-draft': 'This draft was published or set aside. Copy your words and begin a new one.',
  'not-yours': 'Only its author changes a draft. Copy your words and begin one of your own.',
  'changed-meanwhile':
    'This draft was saved in another window after you opened it. Your words are below and not yet saved: copy them, open the draft again, and compare.',
} as const

/** Kept also where it is no rule yet, so that nothing typed is lost. */
async function save(deps: WebDeps, c: WebContext): Promise<Response> {
  const typed = await readForm(c.req)
  const { text = '' } = typed
  if (text.length > LONGEST_RULE)
    return showDraft(deps, c, { mistakes: mistakesOf({ text: tooLong(text, LONGEST_RULE) }), typed })
  const draft = { id: idOf(c), text, version: Number(typed['version']) }
  const saved = await inLab(deps, c, (tx, by) => saveDraft(tx, by, draft))
  if (saved.ok) return c.redirect(`/lab/drafts/${draft.id}`, 303)
  return showDraft(deps, c, { mistakes: { text: NOT_SAVED[saved.because] }, typed })
}

async function trial(deps: WebDeps, c: WebContext): Promise<Response> {
  const typed = await readForm(c.req)
  const months = MONTHS.find((known) => String(known) === typed['months']) ?? 3
  await inLab(deps, c, (tx, by) => startTrial(tx, by, { draftId: idOf(c), months }))
  deps.queue.nudge('trial')
  return c.redirect(`/lab/drafts/${idOf(c)}#trial`, 303)
}

async function publish(deps: WebDeps, c: WebContext): Promise<Response> {
  const { typed, reason, mistakes } = await reasonIn(c)
  if (mistakes) return showDraft(deps, c, { mistakes, typed: { reason } })
  const asked = await inLab(deps, c, (tx, by) => askToPublish(tx, by, { draftId: idOf(c), reason }))
  if (asked.ok) return c.redirect(`/lab/changes/${asked.changeId}`, 303)
  return showDraft(deps, c, { mistakes: { reason: WHY_NOT[asked.because] }, typed })
}

async function showChange(
  deps: WebDeps,
  c: WebContext,
  { mistakes = {}, typed = {} }: Returned = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const shown = await inLab(deps, c, async (tx, by) => {
    const change = await findChange(tx, idOf(c))
    if (!change) return undefined
    return {
      change,
      before: change.ruleId ? textOf(deps, by, change.ruleId) : undefined,
      trial: change.trialId ? await findTrial(tx, { trialId: change.trialId }) : undefined,
    }
  })
  if (!shown) return c.notFound()
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<LabChangePage {...{ signedIn, mistakes, typed, ...shown }} />, status)
}

type Decide = (tx: Db, by: InLab, about: { changeId: string; reason: string }) => Promise<Changed>

async function decide(deps: WebDeps, c: WebContext, work: Decide): Promise<Response> {
  const { typed, reason, mistakes } = await reasonIn(c)
  if (mistakes) return showChange(deps, c, { mistakes, typed })
  // Checked against the files and what is published; a rule is never checked against itself.
  const done = await inLab(deps, c, (tx, by) => work(tx, by, { changeId: idOf(c), reason }))
  if (done.ok) return c.redirect('/lab', 303)
  return showChange(deps, c, { mistakes: { reason: WHY_NOT[done.because] }, typed })
}

type GoBack = (tx: Db, by: InLab, typed: Record<string, string>) => Promise<Changed>

async function goBack(deps: WebDeps, c: WebContext, work: GoBack): Promise<Response> {
  const { typed, mistakes } = await reasonIn(c)
  if (mistakes) return showLab(deps, c, { mistakes, typed })
  const done = await inLab(deps, c, (tx, by) => work(tx, by, typed))
  if (done.ok) return c.redirect('/lab', 303)
  return showLab(deps, c, { mistakes: { restores: WHY_NOT[done.because] }, typed })
}

async function reasonIn(c: WebContext) {
  const typed = await readForm(c.req)
  const reason = typed['reason'] ?? ''
  const mistake = reason === '' ? 'Say why.' : tooLong(reason, LONGEST_REASON)
  return { typed, reason, mistakes: mistake ? { reason: mistake } : undefined }
}

const tooLong = (text: string, most: number): string | undefined =>
  text.length > most ? `Use at most ${most.toLocaleString('en-GB')} characters.` : undefined

const mistakesOf = (found: Record<string, string | undefined>): Mistakes =>
  Object.fromEntries(Object.entries(found).filter((pair): pair is [string, string] => pair[1] !== undefined))
