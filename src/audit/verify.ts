import { createHash } from 'node:crypto'
import { asc, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { audit, auditHeads } from '../db/schema.ts'
import type { Anchor } from './anchor.ts'

/**
 * `position` is the first row that is wrong. With `not-as-anchored` every row follows the one
 * before it and still the history is another than it was: it was made anew from a row between
 * `position` and `anchoredPosition`.
 */
export type AuditVerdict =
  | { ok: true; rows: number; anchorsAgreed: number; lastAnchor: Anchor | undefined }
  | {
      ok: false
      position: number
      because: 'row-changed' | 'row-missing' | 'chain-broken' | 'end-missing' | 'row-added'
    }
  | { ok: false; position: number; because: 'not-as-anchored'; anchoredPosition: number; anchoredAt: string }

const PAGE = 5_000

type Wrong = Extract<AuditVerdict, { ok: false }>
type Row = { position: number; previousHash: string; hash: string; sealed: string }

/**
 * Reckons the chain of one office anew and says where it first breaks: a row that was changed,
 * removed, put elsewhere, slipped in, or cut off at the end. Whoever rebuilds the whole chain is
 * found only by the anchors, which were kept elsewhere (anchor.ts).
 */
export async function verifyAudit(db: Db, anchors: readonly Anchor[] = []): Promise<AuditVerdict> {
  const walk = walkFrom(anchors)
  let promised = 0
  for (;;) {
    const rows = await rowsAfter(db, walk.position())
    for (const row of rows) {
      const wrong = walk.step(row)
      if (wrong) return wrong
    }
    if (rows.length === PAGE) continue
    // Read after the rows, so that it stands at their end or, where the service went on meanwhile, beyond:
    // then the rows up to it are there at the next look.
    const [head] = await db.select().from(auditHeads)
    const end = head?.position ?? 0
    if (end > walk.position() && walk.position() >= promised) {
      promised = end
      continue
    }
    if (end > walk.position()) return { ok: false, position: walk.position() + 1, because: 'end-missing' }
    if (end < walk.position()) return { ok: false, position: end + 1, because: 'row-added' }
    if ((head?.hash ?? '') !== walk.hash()) return { ok: false, position: end, because: 'end-missing' }
    return walk.end()
  }
}

const rowsAfter = (db: Db, position: number): Promise<Row[]> =>
  db
    .select({
      position: audit.position,
      previousHash: audit.previousHash,
      hash: audit.hash,
      sealed: sql<string>`concat_ws('|', ${audit.position}, ${audit.officeId},
          (extract(epoch from ${audit.at}) * 1000)::bigint, ${audit.actor}, ${audit.action},
          coalesce(${audit.caseId}::text, ''), ${audit.detail}::text)`,
    })
    .from(audit)
    .where(gt(audit.position, position))
    .orderBy(asc(audit.position))
    .limit(PAGE)

/** The place in the chain, and what has been found of the anchors so far. */
function walkFrom(anchors: readonly Anchor[]) {
  const byPosition = Map.groupBy(anchors, (anchor) => anchor.position)
  let position = 0
  let hash = ''
  const agreed: Anchor[] = []
  const differs = (anchor: Anchor): Wrong => ({
    ok: false,
    position: (agreed.at(-1)?.position ?? 0) + 1,
    because: 'not-as-anchored',
    anchoredPosition: anchor.position,
    anchoredAt: anchor.at,
  })
  return {
    position: () => position,
    hash: () => hash,
    step(row: Row): Wrong | undefined {
      if (row.position !== position + 1) return { ok: false, position: position + 1, because: 'row-missing' }
      if (row.previousHash !== hash) return { ok: false, position: row.position, because: 'chain-broken' }
      const expected = createHash('sha256').update(`${hash}|${row.sealed}`).digest('hex')
      if (row.hash !== expected) return { ok: false, position: row.position, because: 'row-changed' }
      position = row.position
      hash = row.hash
      const here = byPosition.get(position) ?? []
      const other = here.find((anchor) => anchor.hash !== hash)
      if (other) return differs(other)
      agreed.push(...here)
      return undefined
    },
    end(): AuditVerdict {
      const beyond = anchors
        .filter((anchor) => anchor.position > position)
        .sort((a, b) => a.position - b.position)[0]
      if (beyond) return { ...differs(beyond), position: position + 1 }
      const lastAnchor = agreed.at(-1)
      return { ok: true, rows: position, anchorsAgreed: agreed.length, lastAnchor }
    },
  }
}

/** Where the chain of this office stands now. */
export async function headOf(db: Db): Promise<{ position: number; hash: string }> {
  const [head] = await db.select().from(auditHeads)
  return { position: head?.position ?? 0, hash: head?.hash ?? '' }
}

/** The hash of one row as it stands there; undefined where there is no such row. */
export async function hashAt(db: Db, position: number): Promise<string | undefined> {
  if (position === 0) return ''
  const [row] = await db.select({ hash: audit.hash }).from(audit).where(eq(audit.position, position))
  return row?.hash
}
