/** A letter as its writer laid it out, cleaned, in a page that may do nothing (see protection.ts). */
import { and, eq } from 'drizzle-orm'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { cases, messages, rawMessages } from '../../db/schema.ts'
import { cleanHtml } from '../../message/clean-html.ts'
import { htmlOf } from '../../message/html-of.ts'
import { idOf } from '../parts/ids.ts'
import type { WebContext, WebDeps } from '../web-deps.ts'

/** More is not taken apart for one page. */
const LARGEST_BYTES = 4 * 1024 * 1024

export async function showAsWritten(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userKey } = c.get('signedIn')
  const found = await inOffice(deps.db, office.id, async (tx) => {
    const which = and(eq(messages.id, idOf(c)), eq(cases.reference, c.req.param('reference') ?? ''))
    const [sized] = await tx
      .select({ caseId: cases.id, rawId: rawMessages.id, size: rawMessages.size })
      .from(messages)
      .innerJoin(cases, eq(cases.id, messages.caseId))
      .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
      .where(which)
    if (!sized) return undefined
    const entry = { officeId: office.id, at: deps.now(), actor: userKey, caseId: sized.caseId }
    await record(tx, [{ ...entry, action: 'letter-shown-as-written', detail: { messageId: idOf(c) } }])
    if (sized.size > LARGEST_BYTES) return {}
    const [raw] = await tx
      .select({ source: rawMessages.source })
      .from(rawMessages)
      .where(eq(rawMessages.id, sized.rawId))
    return { source: raw?.source }
  })
  if (!found) return c.notFound()
  const html = found.source && (await htmlOf(found.source))
  return c.html(pageOf(html === undefined ? NOTHING : cleanHtml(html)))
}

const NOTHING =
  '<p>There is no other look of this letter: it has no HTML version, or one that is too large or broken to be shown here.</p>'

const pageOf = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A letter as it was written</title></head><body><p>A letter as it was written. Pictures are not loaded, and links are shown as words with the place where they lead. Go back to return to the case.</p><hr><main>${body}</main></body></html>`
