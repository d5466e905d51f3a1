import { desc, eq, getTableColumns } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, sentMails } from '../db/schema.ts'
import { findStanding, standingFor } from './find-special.ts'

/** What this office sent, newest first, with what stands against its cases; what has not left yet comes before it. */
export async function findOutbox(tx: Db, limit = 100) {
  const mails = await findSent(tx, limit)
  const standing = await findStanding(tx, {
    caseIds: mails.flatMap(({ caseId }) => caseId ?? []),
    addresses: mails.flatMap(({ kind, toAddress }) => (kind === 'acknowledgement' ? [toAddress] : [])),
  })
  return mails.map((mail) => ({
    ...mail,
    standing: standingFor(standing, {
      caseIds: mail.caseId === null ? [] : [mail.caseId],
      addresses: [mail.toAddress],
    }),
  }))
}

const findSent = (tx: Db, limit: number) =>
  tx
    .select({ ...getTableColumns(sentMails), reference: cases.reference })
    .from(sentMails)
    .leftJoin(cases, eq(cases.id, sentMails.caseId))
    .orderBy(desc(sentMails.handedOverAt))
    .limit(limit)
