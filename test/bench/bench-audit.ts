/** `npm run bench`: how long `verify-audit` takes for a hundred thousand rows; at most five seconds. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { record } from '../../src/audit/record.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { inOffice } from '../../src/db/db.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { print } from './figures.ts'

const ROWS = 100_000
const AT_ONCE = 1_000

const folder = mkdtempSync(path.join(tmpdir(), 'waypost-bench-audit-'))
const server = await startEmbedded(folder)
await migrateDatabase(server.ownerUrl, 'drizzle')
const { db, close } = openDatabase(server.appUrl, 1)
try {
  for (let from = 0; from < ROWS; from += AT_ONCE) {
    const entries = Array.from({ length: AT_ONCE }, (_, n) => ({
      ...{ officeId: 'mopac', at: new Date(Date.UTC(2026, 10, 30) + from + n), actor: 'somebody' },
      ...{ action: 'case-viewed' as const, detail: { page: 'deadline', number: from + n } },
    }))
    await inOffice(db, 'mopac', (tx) => record(tx, entries))
  }
  const startedAt = performance.now()
  const verdict = await inOffice(db, 'mopac', (tx) => verifyAudit(tx))
  const millis = Math.round(performance.now() - startedAt)
  if (!verdict.ok || verdict.rows !== ROWS) throw new Error('The history is not whole')
  print({ figure: 'verify-audit', rows: verdict.rows, millis, aimMillis: 5_000 })
} finally {
  await close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
