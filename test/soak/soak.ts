/**
 * The long form of the random mailbox: 50 seeds of 10,000 steps each (SEEDS, STEPS and
 * FIRST_SEED change it), on a real Postgres of its own. One line for each seed and one
 * for all; ends with 1 where anything was lost, doubled or not as it should be.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { type Outcome, pollRandomMailbox } from '../intake/random-mailbox.ts'
import { TEST_KEYS } from '../test-keys.ts'

const seeds = Number(process.env['SEEDS'] ?? 50)
const steps = Number(process.env['STEPS'] ?? 10_000)
const first = Number(process.env['FIRST_SEED'] ?? 1)

const add = (total: Outcome, one: Outcome): Outcome =>
  Object.fromEntries(
    Object.entries(total).map(([key, value]) => [key, value + one[key as keyof Outcome]]),
  ) as Outcome

const folder = mkdtempSync(path.join(tmpdir(), 'waypost-soak-'))
const server = await startEmbedded(folder)
await migrateDatabase(server.ownerUrl, 'drizzle')
const { db, close } = openDatabase(server.appUrl, 10, TEST_KEYS)
let total: Outcome | undefined
try {
  for (let seed = first; seed < first + seeds; seed++) {
    const startedAt = Date.now()
    const outcome = await pollRandomMailbox(db, seed, steps)
    process.stdout.write(`${JSON.stringify({ ...outcome, seconds: (Date.now() - startedAt) / 1000 })}\n`)
    total = total ? add(total, outcome) : outcome
  }
} finally {
  await close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
const { late = 1, lost = 1, duplicated = 1, unexpected = 1 } = total ?? {}
process.stdout.write(`${JSON.stringify({ ...total, seed: undefined, seeds })}\n`)
process.exitCode = late + lost + duplicated + unexpected === 0 ? 0 : 1
