import { and, eq, inArray } from 'drizzle-orm'
import { Hono } from 'hono'
import { findStanding, type Standing } from '../../cases/find-special.ts'
import { inOffice } from '../../db/db.ts'
import { rawMessages } from '../../db/schema.ts'
import { enteredAddress, enteredAsMessage } from '../../intake/entered-contact.ts'
import { storeMessage } from '../../intake/store-message.ts'
import { readForm } from '../parts/controls.tsx'
import { asId } from '../parts/ids.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { EnterPage } from './enter-page.tsx'
import { CHANNELS, readContact } from './entered-form.ts'

/** Letters, calls and visits go the same way as mail: judged, clocked and kept word for word. */
export function enterRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/enter', requireRole(deps, 'enter-contact'), async (c) => {
    const kept = ['yes', 'again'].find((word) => word === c.req.query('kept'))
    const standing = kept ? await standingOfKept(deps, c) : undefined
    return c.html(<EnterPage signedIn={c.get('signedIn')} kept={kept} standing={standing} />)
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
  return c.redirect(`/enter?kept=${stored.isNew ? 'yes' : 'again'}&message=${stored.rawMessageId}`, 303)
}

/**
 * What stands against answering whoever was just written down: the person may still be on the
 * line. Looked up by the id of what was kept, because an address has no place in a link.
 */
async function standingOfKept(deps: WebDeps, c: WebContext): Promise<Standing | undefined> {
  const id = asId(c.req.query('message'))
  return inOffice(deps.db, c.get('signedIn').office.id, async (tx) => {
    const [raw] = await tx
      .select({ source: rawMessages.source })
      .from(rawMessages)
      .where(and(eq(rawMessages.id, id), inArray(rawMessages.channel, [...CHANNELS])))
    const address = raw && enteredAddress(raw.source)
    return address ? findStanding(tx, { caseIds: [], addresses: [address] }) : undefined
  })
}
