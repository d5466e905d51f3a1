import { verifyAudit } from '../audit/verify.ts'
import { inOffice } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

const SAID = {
  'row-changed': 'was changed after it was written',
  'row-missing': 'is missing',
  'chain-broken': 'does not follow the row before it',
  'end-missing': 'is missing: the end of the history was cut off',
}

/** Reckons each office's history anew and says where it was first changed. */
export async function verifyAuditVerb(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  let broken = 0
  await withDatabase(async ({ appUrl }, config) => {
    const { db, close } = openDatabase(appUrl, 1, officeKeysOf(config))
    try {
      for (const office of readOffices(localRules()).all) {
        const verdict = await inOffice(db, office.id, verifyAudit)
        if (!verdict.ok) broken++
        process.stdout.write(
          verdict.ok
            ? `${office.id}: ${verdict.rows} rows, none changed.\n`
            : `${office.id}: row ${verdict.position} ${SAID[verdict.because]}.\n`,
        )
      }
    } finally {
      await close()
    }
  })
  return broken === 0 ? 0 : 1
}
