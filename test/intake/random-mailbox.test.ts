import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db.ts'
import { pollRandomMailbox } from './random-mailbox.ts'

/** `npm run soak` does the same for 50 seeds of 10,000 steps each. */
const STEPS = 300
const SEEDS = 6

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

it('loses nothing and doubles nothing, whatever happens in the mailbox between two commands', async () => {
  const seeds = fc.integer({ min: 1, max: 1_000_000 })
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const outcome = await pollRandomMailbox(database.db, seed, STEPS)
      expect(outcome).toMatchObject({ late: 0, lost: 0, duplicated: 0, unexpected: 0 })
      expect(outcome.kept).toBeGreaterThan(0)
    }),
    { numRuns: SEEDS, endOnFailure: true },
  )
}, 60_000)
