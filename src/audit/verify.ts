import { createHash } from 'node:crypto'
import { asc, gt, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { audit, auditHeads } from '../db/schema.ts'

export type AuditVerdict =
  | { ok: true; rows: number }
  | { ok: false; position: number; because: 'row-changed' | 'row-missing' | 'chain-broken' | 'end-missing' }

const PAGE = 5_000

/**
 * Reckons the chain of one office anew and says where it first breaks.
 *
 * Proves that no row was changed, removed, reordered or slipped in since it was
 * sealed. It cannot prove that somebody with the owner's rights did not rebuild the
 * whole chain: for that its head has to be kept in a second place.
 */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let position = 0
  let hash = ''
  for (;;) {
    const rows = await db
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
    for (const row of rows) {
      if (row.position !== position + 1) return { ok: false, position: position + 1, because: 'row-missing' }
      if (row.previousHash !== hash) return { ok: false, position: row.position, because: 'chain-broken' }
      const expected = createHash('sha256').update(`${hash}|${row.sealed}`).digest('hex')
      if (row.hash !== expected) return { ok: false, position: row.position, because: 'row-changed' }
      position = row.position
      hash = row.hash
    }
    if (rows.length < PAGE) break
  }
  const [head] = await db.select().from(auditHeads)
  if ((head?.position ?? 0) !== position || (head?.hash ?? '') !== hash) {
    return { ok: false, position: position + 1, because: 'end-missing' }
  }
  return { ok: true, rows: position }
}
