/**
 * Whether the certificates of disposals are those that were written: each against its fingerprint, its
 * signature, and the fingerprint in the history, whose rows are sealed one by one. So neither a changed
 * certificate passes, nor one that was signed anew with another key, nor one that is gone.
 */
import { asc, eq, gt } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { audit, cases, disposalCertificates } from '../db/schema.ts'
import { fingerprintOf, isGenuine } from './certificate.ts'

export type WrongCertificate = {
  id: string
  reference: string
  because: 'words-changed' | 'signature-wrong' | 'other-than-history' | 'not-there'
}

const PAGE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

export async function checkCertificates(tx: Db): Promise<{ many: number; wrong: WrongCertificate[] }> {
  const told = await findTold(tx)
  const wrong: WrongCertificate[] = []
  let many = 0
  for (let last = FIRST; ; ) {
    const rows = await tx
      .select({ row: disposalCertificates, reference: cases.reference })
      .from(disposalCertificates)
      .innerJoin(cases, eq(cases.id, disposalCertificates.caseId))
      .where(gt(disposalCertificates.id, last))
      .orderBy(asc(disposalCertificates.id))
      .limit(PAGE)
    for (const { row, reference } of rows) {
      const because = whyWrong(row, told.get(row.id)?.sha256)
      if (because) wrong.push({ id: row.id, reference, because })
      told.delete(row.id)
    }
    many += rows.length
    const end = rows.at(-1)
    if (!end || rows.length < PAGE) break
    last = end.row.id
  }
  for (const [id, { reference }] of told) wrong.push({ id, reference, because: 'not-there' })
  return { many, wrong }
}

function whyWrong(
  row: typeof disposalCertificates.$inferSelect,
  sha256: string | undefined,
): WrongCertificate['because'] | undefined {
  if (fingerprintOf(row.text) !== row.sha256) return 'words-changed'
  if (!isSigned(row)) return 'signature-wrong'
  return sha256 === row.sha256 ? undefined : 'other-than-history'
}

/** A key or a signature that is none at all fits as little as a wrong one. */
function isSigned(row: typeof disposalCertificates.$inferSelect): boolean {
  try {
    return isGenuine(row)
  } catch {
    return false
  }
}

/** What the history says of each disposal: the certificate and its fingerprint. */
async function findTold(tx: Db): Promise<Map<string, { sha256: string; reference: string }>> {
  const rows = await tx
    .select({ detail: audit.detail, reference: cases.reference })
    .from(audit)
    .innerJoin(cases, eq(cases.id, audit.caseId))
    .where(eq(audit.action, 'case-disposed'))
  return new Map(
    rows.map(({ detail, reference }) => [
      String(detail['certificateId']),
      { sha256: String(detail['sha256']), reference },
    ]),
  )
}
