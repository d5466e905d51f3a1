import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { BadRules } from '../../errors.ts'
import type { Reviewer } from '../../rulesets/reviewer.ts'
import {
  decideExample,
  findAgreement,
  findOverrides,
  noteExport,
  openExample,
} from '../../rulesets/verdicts.ts'
import { exampleText } from '../../triage/example-text.ts'
import { isDanger, RISK_CATEGORIES, RISK_LEVELS } from '../../triage/risk.ts'
import { ROUTES } from '../../triage/route.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { ID, idOf } from '../parts/ids.ts'
import { refuse } from '../parts/refusal.tsx'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { ExportPage } from './export-page.tsx'
import { LearningPage } from './learning-page.tsx'

/** What people made of the proposals. Below /lab, and so for reviewers of the rules only. */
export function learningRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/lab/verdicts', async (c) => {
    const signedIn = c.get('signedIn')
    const by = reviewer(deps, c)
    const shown = await inOffice(deps.db, by.officeId, async (tx) => {
      const { officeId, actor } = by
      await record(tx, [{ officeId, at: by.now, actor, action: 'overrides-viewed' }])
      return { all: await findAgreement(tx), overrides: await findOverrides(tx) }
    })
    const filter = { month: c.req.query('month') ?? '', version: c.req.query('version') ?? '' }
    return c.html(<LearningPage {...{ signedIn, filter, ...shown }} />)
  })
  app.post(`/lab/verdicts/${ID}`, async (c) => {
    const { example } = await readForm(c.req)
    if (example !== 'accepted' && example !== 'refused') return c.redirect('/lab/verdicts', 303)
    const by = reviewer(deps, c)
    const decided = { id: c.req.param('id'), example } as const
    const isThere = await inOffice(deps.db, by.officeId, (tx) => decideExample(tx, by, decided))
    return isThere ? c.redirect('/lab/verdicts#overrides', 303) : c.notFound()
  })
  app.get(`/lab/verdicts/${ID}/export`, (c) => showExport(deps, c, {}))
  app.post(`/lab/verdicts/${ID}/export`, (c) => exportOne(deps, c))
  return app
}

const reviewer = (deps: WebDeps, c: WebContext): Reviewer => {
  const { office, userKey, userName } = c.get('signedIn')
  return { officeId: office.id, actor: userKey, actorName: userName, now: deps.now() }
}

/** A new purpose needs a notice that says so (B-32, C-08). */
function refusal(c: WebContext): Promise<Response> | undefined {
  const signedIn = c.get('signedIn')
  if (signedIn.office.learning.letters === 'anonymised') return undefined
  return refuse(c, {
    title: 'The privacy notice does not allow this',
    because: `The notice of ${signedIn.office.shortName} does not say that letters are used to teach the service, not even without names. Corrections may be looked at and counted; examples may be exported when the notice and the profile of the office say so.`,
    signedIn,
  })
}

type Opened = NonNullable<Awaited<ReturnType<typeof openExample>>>

const labelOf = ({ verdict, caseRow }: Opened) => ({
  primary: (verdict.kind === 'route' && ROUTES.find((route) => route === verdict.confirmed)) || caseRow.route,
  level:
    (verdict.kind === 'risk' && RISK_LEVELS.find((level) => level === verdict.confirmed)) || caseRow.risk,
})

async function showExport(
  deps: WebDeps,
  c: WebContext,
  { mistakes = {}, typed }: { mistakes?: Mistakes; typed?: Record<string, string> },
): Promise<Response> {
  const refused = refusal(c)
  if (refused) return refused
  const by = reviewer(deps, c)
  const id = idOf(c)
  const found = await inOffice(deps.db, by.officeId, (tx) => openExample(tx, by, id))
  if (!found) return c.notFound()
  const { subject, text: body } = found.message
  const shown = { signedIn: c.get('signedIn'), id, mistakes, isRisky: isDanger(labelOf(found).level) }
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<ExportPage {...shown} typed={typed ?? { subject, body }} />, status)
}

/** The words go straight into a file for the person who wrote them. */
async function exportOne(deps: WebDeps, c: WebContext): Promise<Response> {
  const refused = refusal(c)
  if (refused) return refused
  const typed = await readForm(c.req)
  const by = reviewer(deps, c)
  const id = idOf(c)
  if (typed['replaced'] !== 'yes')
    return showExport(deps, c, { typed, mistakes: { replaced: 'Say that you have replaced everything.' } })
  const found = await inOffice(deps.db, by.officeId, (tx) => openExample(tx, by, id))
  if (!found) return c.notFound()
  const { subject = '', body = '' } = typed
  if (subject === found.message.subject.trim() && body === found.message.text.trim())
    return showExport(deps, c, {
      typed,
      mistakes: { body: 'These are the words of the letter: nothing is replaced.' },
    })
  const text = textOf(c, found, typed)
  if (text instanceof BadRules) return showExport(deps, c, { typed, mistakes: { body: text.message } })
  await inOffice(deps.db, by.officeId, (tx) => noteExport(tx, by, found.verdict))
  c.header('Content-Disposition', 'attachment; filename="example.txt"')
  return c.text(text)
}

function textOf(c: WebContext, found: Opened, typed: Record<string, string>): string | BadRules {
  const { office } = c.get('signedIn')
  const category = RISK_CATEGORIES.find((one) => one === typed['category'])
  try {
    return exampleText({
      // A new one, so that nothing in the file leads back to the case.
      id: `example-${randomUUID().slice(0, 8)}`,
      office: office.id,
      to: office.mailboxes[0]?.address ?? '',
      ...labelOf(found),
      others: found.caseRow.others.filter((route) => route !== labelOf(found).primary),
      categories: category ? [category] : [],
      subject: typed['subject'] ?? '',
      body: typed['body'] ?? '',
    })
  } catch (error) {
    if (!(error instanceof BadRules)) throw error
    return error
  }
}
