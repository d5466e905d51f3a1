import { and, asc, eq, exists, isNull, lte, not } from 'drizzle-orm'
import { londonDay } from '../clocks/days.ts'
import { inOffice } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { caseHolds, cases } from '../db/schema.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/**
 * Lists closed cases whose keeping is over and that nobody holds as evidence. Removing them needs
 * two people and is not done from here.
 */
export async function dispose(words: string[]): Promise<number> {
  const read = readWords(words, { 'dry-run': { type: 'boolean' } })
  if (!read) return 2
  if (!read.values['dry-run']) {
    process.stderr.write(
      'Only --dry-run: disposal needs two named people and is not done from the command line.\n',
    )
    return 2
  }
  const today = londonDay(new Date())
  await withDatabase(async ({ appUrl }) => {
    const { db, close } = openDatabase(appUrl, 1)
    try {
      for (const office of readOffices(localRules()).all) {
        const due = await inOffice(db, office.id, (tx) => {
          const held = tx
            .select({ id: caseHolds.id })
            .from(caseHolds)
            .where(and(eq(caseHolds.caseId, cases.id), isNull(caseHolds.liftedAt)))
          return tx
            .select({ reference: cases.reference, schedule: cases.retentionSchedule, on: cases.disposeAfter })
            .from(cases)
            .where(and(eq(cases.status, 'closed'), lte(cases.disposeAfter, today), not(exists(held))))
            .orderBy(asc(cases.disposeAfter))
        })
        for (const { reference, schedule, on } of due)
          process.stdout.write(`${reference}  since ${on}  ${schedule}\n`)
        process.stdout.write(
          `${office.id}: ${due.length} closed cases may be disposed of; nothing was removed.\n`,
        )
      }
    } finally {
      await close()
    }
  })
  return 0
}
