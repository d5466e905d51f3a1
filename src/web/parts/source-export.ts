/**
 * The source of a message for the police: the bytes exactly as they came, once a virus scanner has
 * found all of it clean, or all headers with what proves that they are, which hold no file. Each
 * export is in the history with the fingerprint.
 */
import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { record } from '../../audit/record.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { cases, ledger, messages, rawMessages } from '../../db/schema.ts'
import { findScans } from '../../scans/find-scans.ts'
import { mayOpen } from '../../scans/may-open.ts'
import type { WebContext, WebDeps } from '../web-deps.ts'
import { idOf } from './ids.ts'
import { sayClosed } from './say-closed.ts'

export async function exportSource(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userKey } = c.get('signedIn')
  const file = c.req.param('file') === 'source.eml' ? 'source' : 'headers'
  const found = await inOffice(deps.db, office.id, async (tx) => {
    const one = await findSource(tx, c.req.param('reference') ?? '', idOf(c))
    if (!one) return undefined
    const { raw, caseId } = one
    const scanned = (await findScans(tx, [raw.id])).get(raw.id) ?? []
    const opening = mayOpen({ rows: scanned, part: 0, hasScanner: deps.hasScanner })
    if (file === 'source' && !opening.ok) {
      const refused = { messageId: idOf(c), part: 0, because: opening.because }
      const entry = { officeId: office.id, at: deps.now(), actor: userKey, caseId, detail: refused }
      await record(tx, [{ ...entry, action: 'attachment-refused' }])
      return { closed: opening }
    }
    // What is handed over has to be what came; where it is not, nobody may say that it is.
    if (createHash('sha256').update(raw.source).digest('hex') !== raw.sha256)
      throw new Error('The stored source is not what its fingerprint says')
    const detail = { messageId: idOf(c), sha256: raw.sha256, file }
    await record(tx, [
      { officeId: office.id, at: deps.now(), actor: userKey, action: 'source-exported', caseId, detail },
    ])
    return one
  })
  if (!found) return c.notFound()
  if ('closed' in found) return sayClosed(c, found.closed)
  const { raw, reference } = found
  const name = `${reference}-${raw.sha256.slice(0, 12)}`
  return file === 'source'
    ? c.body(new Uint8Array(raw.source), 200, {
        // Not message/rfc822: what opens by itself in a mail program may do what its writer wanted.
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${name}.eml"`,
      })
    : c.body(headerSheet(found, `${name}.eml`), 200, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}-headers.txt"`,
      })
}

async function findSource(tx: Db, reference: string, messageId: string) {
  const [found] = await tx
    .select({ caseId: cases.id, reference: cases.reference, raw: rawMessages })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
    .where(and(eq(messages.id, messageId), eq(cases.reference, reference)))
  if (!found) return undefined
  const deliveries = await tx
    .select()
    .from(ledger)
    .where(eq(ledger.rawMessageId, found.raw.id))
    .orderBy(asc(ledger.receivedAt))
  return { ...found, deliveries }
}

type Source = NonNullable<Awaited<ReturnType<typeof findSource>>>

/** Moments in UTC as ISO 8601, because the police compare them with logs. */
function headerSheet({ raw, reference, deliveries }: Source, file: string): string {
  return [
    `Our reference: ${reference}`,
    `File: ${file}`,
    `SHA-256 of the file: ${raw.sha256}`,
    `Size in bytes: ${raw.size}${raw.cutShort ? ' (not all of it could be fetched)' : ''}`,
    `Received (UTC): ${raw.receivedAt.toISOString()}`,
    `Envelope sender: ${raw.envelopeFrom ?? 'not known'}`,
    ...deliveries.map(
      (one) =>
        `Delivered: ${one.mailbox}, folder ${one.folder}, uid ${one.uid ?? 'none'}, ${one.receivedAt.toISOString()}`,
    ),
    'Headers, exactly as they came:',
    '',
    headersOf(raw.source),
    '',
  ].join('\n')
}

/** Up to the first empty line (RFC 5322 section 2.1); each byte one character, so that none is lost. */
function headersOf(source: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(source.subarray(0, 1_000_000))
  return (/^[\s\S]*?(?=\r?\n\r?\n)/.exec(text)?.[0] ?? text).replace(/\r\n/g, '\n')
}
