import { Hono } from 'hono'
import { inOffice } from '../../db/db.ts'
import { TemplateFile } from '../../replies/template.ts'
import { askForVersion, decideVersion, findVersions, templatesInForce } from '../../replies/templates.ts'
import { ROUTES } from '../../triage/route.ts'
import { type Mistakes, readForm, tooLong } from '../parts/controls.tsx'
import { ID, idOf } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { TemplatesPage } from './templates-page.tsx'

const LONGEST = 10_000
const DECISIONS = ['agree', 'refuse', 'withdraw'] as const

/** The templates of the office: asking for a version, and a second person’s word on it. */
export function templateRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/templates', requireRole(deps, 'view-templates'), (c) => show(deps, c))
  app.post('/templates', requireRole(deps, 'edit-templates'), (c) => ask(deps, c))
  app.post(`/templates/${ID}/decide`, requireRole(deps, 'agree-templates'), async (c) => {
    const form = await readForm(c.req)
    const decision = DECISIONS.find((one) => one === form['decision'])
    const id = idOf(c)
    if (!decision) return show(deps, c, { [id]: 'Choose what you decide.' })
    const { office } = c.get('signedIn')
    const done = await inOffice(deps.db, office.id, (tx) =>
      decideVersion(tx, personOf(deps, c), { id, decision }),
    )
    return done.ok ? c.redirect('/templates', 303) : show(deps, c, { [id]: done.says })
  })
  return app
}

const personOf = (deps: WebDeps, c: WebContext) => {
  const { office, userKey: actor, userName: actorName } = c.get('signedIn')
  return { office, actor, actorName, now: deps.now() }
}

async function show(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Record<string, string> = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const shown = await inOffice(deps.db, signedIn.office.id, async (tx) => ({
    templates: await templatesInForce(tx, deps.templates),
    versions: await findVersions(tx),
  }))
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<TemplatesPage {...shown} {...{ signedIn, mistakes, typed }} />, status)
}

async function ask(deps: WebDeps, c: WebContext): Promise<Response> {
  const form = await readForm(c.req)
  const long = tooLong(form, LONGEST)
  if (long) return show(deps, c, long, form)
  const suffix = form['key'] ? form['key'] : 'new'
  const of = (name: string): string => form[`${name}-${suffix}`] ?? ''
  const route = ROUTES.find((one) => one === of('routes'))
  const key = form['key'] || of('key')
  const asked = { key, name: of('name'), subject: of('subject'), text: of('text') }
  const checked = TemplateFile.safeParse({ ...asked, routes: route ? [route] : 'all', source: ['own'] })
  const wrong = checked.success ? [] : checked.error.issues.map(({ path }) => String(path[0]))
  if (wrong.length > 0)
    return show(
      deps,
      c,
      Object.fromEntries(wrong.map((field) => [`${field}-${suffix}`, SAID[field] ?? ''])),
      form,
    )
  const { office } = c.get('signedIn')
  const done = await inOffice(deps.db, office.id, (tx) =>
    askForVersion(tx, personOf(deps, c), { ...asked, routes: route ? [route] : [] }),
  )
  if (done.ok) return c.redirect('/templates', 303)
  return show(
    deps,
    c,
    { [done.field === 'key' ? `name-${suffix}` : `${done.field}-${suffix}`]: done.says },
    form,
  )
}

const SAID: Readonly<Record<string, string>> = {
  key: 'Use small letters, digits and dashes, such as lost-property.',
  name: 'Say what it is for, in 3 to 80 characters.',
  subject: 'Write a subject. It may hold fields that are named here, each in braces, and no other brace.',
  text: 'Write the letter. It may hold fields that are named here, each in braces, and no other brace.',
}
