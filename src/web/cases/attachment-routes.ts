/** A file of a letter, handed over by its number, and only where a scanner found it clean. */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { cases, messages, rawMessages } from '../../db/schema.ts'
import { askForScan, findScans } from '../../scans/find-scans.ts'
import { mayOpen, type Opening, type WhyClosed } from '../../scans/may-open.ts'
import { contentDisposition } from '../parts/content-disposition.ts'
import { ID, idOf } from '../parts/ids.ts'
import { sayClosed } from '../parts/say-closed.ts'
import { requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'

export function attachmentRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get(
    `/cases/:reference/messages/${ID}/attachments/:part{[0-9]{1,6}}`,
    requireRole(deps, 'fetch-attachment'),
    (c) => handOver(deps, c),
  )
  app.post(`/cases/:reference/messages/${ID}/scan`, requireRole(deps, 'act'), (c) => scanAgain(deps, c))
  return app
}

type Letter = { caseId: string; rawMessageId: string; size: number }

/** The letter of the address, in the case of the address. */
async function findLetter(tx: Db, c: WebContext): Promise<Letter | undefined> {
  const [found] = await tx
    .select({ caseId: cases.id, rawMessageId: rawMessages.id, size: rawMessages.size })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
    .where(and(eq(messages.id, idOf(c)), eq(cases.reference, c.req.param('reference') ?? '')))
  return found
}

/**
 * Taken out of the letter anew, with no transaction open, and then looked up once more by its hash: what
 * is handed over is what was scanned, byte for byte, and still counts as clean at that moment.
 */
async function handOver(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office } = c.get('signedIn')
  const part = Number(c.req.param('part'))
  // 0 is the letter as it came, which has a route and rules of its own.
  if (!/^[1-9][0-9]{0,2}$/.test(c.req.param('part') ?? '')) return c.notFound()
  const letter = await inOffice(deps.db, office.id, (tx) => findLetter(tx, c))
  if (!letter) return c.notFound()
  const before = await inOffice(deps.db, office.id, (tx) => openingOf(tx, deps, letter, part))
  const file = before.ok ? await fileOf(deps, office.id, letter, part) : undefined
  const sha256 = file && createHash('sha256').update(file.content).digest('hex')
  const opening = await inOffice(deps.db, office.id, async (tx) => {
    const now = await openingOf(tx, deps, letter, part)
    const same: Opening =
      now.ok && now.scan.sha256 !== sha256 ? { ok: false, because: 'not-read', scan: now.scan } : now
    await note(tx, deps, c, { letter, part, because: same.ok ? undefined : same.because })
    return same
  })
  if (!opening.ok || !file) return sayClosed(c, opening)
  return c.body(new Uint8Array(file.content), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': contentDisposition(file.name, `attachment-${part}`),
  })
}

async function openingOf(tx: Db, { hasScanner }: WebDeps, letter: Letter, part: number): Promise<Opening> {
  const rows = (await findScans(tx, [letter.rawMessageId])).get(letter.rawMessageId) ?? []
  return mayOpen({ rows, part, hasScanner })
}

async function fileOf(deps: WebDeps, officeId: string, { rawMessageId, size }: Letter, part: number) {
  if (size > deps.room.wholeBytes) return undefined
  const [raw] = await inOffice(deps.db, officeId, (tx) =>
    tx.select({ source: rawMessages.source }).from(rawMessages).where(eq(rawMessages.id, rawMessageId)),
  )
  return raw && (await deps.readFiles(raw.source))?.[part - 1]
}

type Noted = { letter: Letter; part: number; because: WhyClosed | undefined }

function note(tx: Db, deps: WebDeps, c: WebContext, { letter, part, because }: Noted): Promise<void> {
  const { office, userKey } = c.get('signedIn')
  const entry = { officeId: office.id, at: deps.now(), actor: userKey, caseId: letter.caseId }
  const detail = { messageId: idOf(c), part }
  return record(tx, [
    because === undefined
      ? { ...entry, action: 'attachment-opened', detail }
      : { ...entry, action: 'attachment-refused', detail: { ...detail, because } },
  ])
}

async function scanAgain(deps: WebDeps, c: WebContext): Promise<Response> {
  const { office, userKey } = c.get('signedIn')
  const asked = await inOffice(deps.db, office.id, async (tx) => {
    const letter = await findLetter(tx, c)
    if (!letter) return false
    const { caseId, rawMessageId } = letter
    await askForScan(tx, deps.queue, {
      officeId: office.id,
      actor: userKey,
      caseId,
      rawMessageId,
      now: deps.now(),
    })
    return true
  })
  if (!asked) return c.notFound()
  deps.queue.nudge('scan')
  return c.redirect(`/cases/${c.req.param('reference')}#message-${idOf(c)}`, 303)
}
