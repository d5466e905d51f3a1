import { Hono } from 'hono'
import { enteredAsMessage } from '../intake/entered-contact.ts'
import { storeMessage } from '../intake/store-message.ts'
import { readForm } from './controls.tsx'
import { EnterPage } from './enter-page.tsx'
import { readContact } from './entered-form.ts'
import { requireRole } from './roles.ts'
import type { WebContext, WebDeps, WebEnv } from './web-deps.ts'

/** Letters, calls and visits go the same way as mail: judged, clocked and kept word for word. */
export function enterRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/enter', requireRole(deps, 'enter-contact'), (c) => {
    const kept = ['yes', 'again'].find((word) => word === c.req.query('kept'))
    return c.html(<EnterPage signedIn={c.get('signedIn')} kept={kept} />)
  })
  app.post('/enter', requireRole(deps, 'enter-contact'), (c) => enter(deps, c))
  return app
}

async function enter(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { office, userKey } = signedIn
  const typed = await readForm(c.req)
  const read = readContact(typed, deps.now())
  if (!read.ok) return c.html(<EnterPage signedIn={signedIn} mistakes={read.mistakes} typed={typed} />, 400)
  const { contact } = read
  const mailbox = deps.senderOf(office)
  const stored = await storeMessage(deps, {
    officeId: office.id,
    mailbox,
    folder: 'entered',
    channel: contact.channel,
    source: enteredAsMessage(contact, mailbox),
    receivedAt: contact.receivedAt,
    enteredBy: userKey,
  })
  return c.redirect(`/enter?kept=${stored.isNew ? 'yes' : 'again'}`, 303)
}
