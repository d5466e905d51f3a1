/**
 * The job that has one letter scanned: its bytes as they came, and each file in it by itself. It
 * looks and writes down; nothing waits for it. All of a scan is written in one transaction at its
 * end, so that a process that dies in between leaves the letter owed as before.
 */
import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import { type Db, inOffice } from '../db/db.ts'
import { rawMessages, scans } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import type { JobIds } from '../jobs/queue.ts'
import type { AttachedFile } from '../message/files-of.ts'
import type { Room } from '../message/limits.ts'
import { type Engine, isStale, type Scan, type Scanner } from '../scanner/scanner.ts'
import type { ReadFiles } from './read-files.ts'
import { againAt, type PartScan, verdictOf, type WholeScan } from './verdict.ts'

export type ScanDeps = {
  db: Db
  now: () => Date
  /** Undefined where the settings name none: then nothing is scanned, and every page says so. */
  scanner: Scanner | undefined
  readFiles: ReadFiles
  /** How much of one letter there is room for here; a larger one is not scanned. */
  room: Room
}

/** Without its bytes where they are too many. */
type Letter = { source: Uint8Array | undefined; size: number; cutShort: boolean }

/** Scans it, where it is owed a scan; throws TryAgainLater where the scanner cannot be relied on now. */
export async function scanMessage(deps: ScanDeps, { officeId, id }: JobIds): Promise<void> {
  const { scanner } = deps
  if (!scanner) return
  const letter = await inOffice(deps.db, officeId, (tx) => findOwed(tx, id, deps))
  if (!letter) return
  const standing = await scanner.standing()
  if (!standing.ok) throw new TryAgainLater(`The virus scanner cannot be relied on: ${standing.because}`)
  const { whole, parts } = await scanAll(deps, scanner, letter)
  const rows = [whole, ...parts].map((one, part) => ({ officeId, rawMessageId: id, part, ...one }))
  await inOffice(deps.db, officeId, (tx) => keep(tx, { rows, engine: standing.engine, now: deps.now() }))
}

/** Of one that was disposed of nothing is owed any more. */
async function findOwed(tx: Db, id: string, { now, room }: ScanDeps): Promise<Letter | undefined> {
  const [row] = await tx
    .select({
      size: rawMessages.size,
      cutShort: rawMessages.cutShort,
      scan: rawMessages.scan,
      nextAt: scans.nextAt,
      hasBytes: sql<boolean>`octet_length(${rawMessages.source}) > 0`,
    })
    .from(rawMessages)
    .leftJoin(scans, and(eq(scans.rawMessageId, rawMessages.id), eq(scans.part, 0)))
    .where(eq(rawMessages.id, id))
  if (!row) return undefined
  const isOwed = row.scan === 'owed' || (row.nextAt !== null && row.nextAt <= now())
  if (!isOwed) return undefined
  const { size, cutShort } = row
  if (!row.hasBytes) {
    await tx.update(rawMessages).set({ scan: 'tried' }).where(eq(rawMessages.id, id))
    return undefined
  }
  if (size > room.wholeBytes) return { size, cutShort, source: undefined }
  const [bytes] = await tx
    .select({ source: rawMessages.source })
    .from(rawMessages)
    .where(eq(rawMessages.id, id))
  return bytes && { size, cutShort, source: bytes.source }
}

type Scanned = { whole: WholeScan; parts: PartScan[] }

async function scanAll({ readFiles }: ScanDeps, scanner: Scanner, letter: Letter): Promise<Scanned> {
  const { source, size, cutShort } = letter
  if (!source) return { whole: { size, sha256: '', ...verdictOf('too-large', []) }, parts: [] }
  const wholeScan = await scanner.scan(source)
  const files = await readFiles(source)
  const parts: PartScan[] = []
  for (const file of files ?? []) parts.push(await scanFile(scanner, file, cutShort))
  const seen = cutShort
    ? 'part-only'
    : files
      ? wholeScan
      : wholeScan.outcome === 'found'
        ? wholeScan
        : 'not-read'
  return { whole: { size, sha256: hashOf(source), ...verdictOf(seen, parts) }, parts }
}

/** Of a letter that is not all here a file may be cut, and what was cut off it may be what matters. */
async function scanFile(scanner: Scanner, { content }: AttachedFile, cutShort: boolean): Promise<PartScan> {
  const scan = await scanner.scan(content)
  const said =
    cutShort && scan.outcome === 'clean' ? ({ outcome: 'not-scanned', because: 'part-only' } as const) : scan
  return { size: content.byteLength, sha256: hashOf(content), ...asRow(said) }
}

const asRow = (
  scan: Scan | { outcome: 'not-scanned'; because: 'part-only' },
): Pick<PartScan, 'outcome' | 'because' | 'virus'> => ({
  outcome: scan.outcome,
  because: scan.outcome === 'not-scanned' ? scan.because : null,
  virus: scan.outcome === 'found' ? scan.virus : null,
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

type Kept = {
  rows: (PartScan & { officeId: string; rawMessageId: string; part: number })[]
  engine: Engine
  now: Date
}

/**
 * Under the lock of the letter, and only where it still has bytes: one that was disposed of
 * meanwhile must not get rows again that say something of its files.
 */
async function keep(tx: Db, { rows, engine, now }: Kept): Promise<void> {
  const [whole] = rows
  if (!whole) return
  const { officeId, rawMessageId } = whole
  const [locked] = await tx
    .update(rawMessages)
    .set({ scan: 'tried' })
    .where(eq(rawMessages.id, rawMessageId))
    .returning({ hasBytes: sql<boolean>`octet_length(${rawMessages.source}) > 0` })
  if (!locked?.hasBytes) return
  const [before] = await tx
    .select({ attempts: scans.attempts })
    .from(scans)
    .where(and(eq(scans.rawMessageId, rawMessageId), eq(scans.part, 0)))
  const attempts = (before?.attempts ?? 0) + 1
  const common = {
    engine: engine.name,
    signaturesAt: engine.signaturesAt ?? null,
    isStale: isStale(engine, now),
    scannedAt: now,
    attempts,
  }
  const nextAt = againAt(rows, { attempts, now })
  for (const row of rows) {
    const values = { ...row, ...common, nextAt: row.part === 0 ? nextAt : null }
    const { officeId: _, rawMessageId: __, part: ___, ...changed } = values
    await tx
      .insert(scans)
      .values(values)
      .onConflictDoUpdate({ target: [scans.officeId, scans.rawMessageId, scans.part], set: changed })
  }
  if (whole.outcome !== 'found') return
  const detail = { rawMessageId, found: rows.filter(({ outcome }) => outcome === 'found').length }
  await record(tx, [{ officeId, at: now, actor: MACHINE, action: 'virus-found', detail }])
}
