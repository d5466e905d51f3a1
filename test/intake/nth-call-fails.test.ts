import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { aPoller } from './a-poller.ts'
import { FailingCalls, type FailsAs } from './failing-calls.ts'
import { ModelServer } from './model-server.ts'

// The inbox has 21 of them: a batch, and one by itself.
const LETTERS = 27
const FOLDERS = ['INBOX', 'Junk']

/** Every call with `FAULTS=long`, every fourth in CI, the first of them another one for each way to fail. */
const IS_LONG = process.env['FAULTS'] === 'long'
const EVERY = IS_LONG ? 1 : 4
const FIRST = { call: 1, process: IS_LONG ? 1 : 3 }

let database: TestDatabase
let client: postgres.Sql
beforeAll(async () => {
  database = await testDatabase()
  client = postgres(database.appUrl, { max: 4, fetch_types: false, onnotice: () => {} })
})
afterAll(async () => {
  await client.end()
  await database.close()
})

type Found = { seeded: number; lost: number; duplicated: number; unexpected: number }

/** Polls a mailbox of its own while the n-th call fails, then starts again and polls until nothing is owed. */
async function failAt(n: number, failsAs: FailsAs): Promise<Found & { failed: boolean }> {
  const server = new ModelServer({ address: `${failsAs}-${n}@mopac.example.org` })
  server.addFolder('Junk', '\\Junk')
  const seeded = Array.from({ length: LETTERS }, (_, number) => `Letter ${number} to ${server.address}`)
  for (const [number, text] of seeded.entries()) {
    server.append(text, { path: number % 5 === 0 ? 'Junk' : 'INBOX' })
  }
  const calls = new FailingCalls(n, failsAs)
  const poller = aPoller(database, server, FOLDERS)
  const account = { office: server.officeId, address: server.address, folders: FOLDERS }
  server.before = calls.call
  const failed = await pollAccount(
    { ...poller.deps, db: calls.database(client) },
    account,
    server.connect,
  ).then(
    () => calls.hasFailed,
    () => true,
  )
  server.before = undefined
  const drained = await drain(poller)
  return { ...(await compare(poller, seeded)), failed, ...(drained ? {} : { unexpected: 1 }) }
}

/** A restart, and polls a minute apart until one has nothing left to do. */
async function drain(poller: ReturnType<typeof aPoller>): Promise<boolean> {
  for (let polls = 0; polls < 10; polls++) {
    poller.wait(60)
    const { folders, elsewhere } = await poller.poll()
    if (!elsewhere && folders.every(({ taken, missing }) => taken === 0 && missing === 0)) return true
  }
  return false
}

async function compare(poller: ReturnType<typeof aPoller>, seeded: readonly string[]): Promise<Found> {
  const raws = await poller.raws()
  const letters = await poller.letters()
  const owed = poller.queue.owed.filter(({ name }) => name === 'take-in').map(({ ids }) => ids.id)
  const notOwedOnce = raws.filter(({ id }) => owed.filter((one) => one === id).length !== 1)
  const rows = await poller.rows()
  return {
    seeded: seeded.length,
    lost: seeded.filter((text) => !letters.includes(text)).length + notOwedOnce.length,
    duplicated: letters.length - new Set(letters).size + (rows.length - new Set(rows.map(rowKey)).size),
    unexpected:
      letters.filter((text) => !seeded.includes(text)).length +
      Math.abs(rows.length - seeded.length) +
      (await poller.problems()).length,
  }
}

const rowKey = ({
  folder,
  uidValidity,
  uid,
}: {
  folder: string
  uidValidity: bigint | null
  uid: bigint | null
}) => `${folder} ${uidValidity} ${uid}`

const add = (total: Found, one: Found): Found => ({
  seeded: total.seeded + one.seeded,
  lost: total.lost + one.lost,
  duplicated: total.duplicated + one.duplicated,
  unexpected: total.unexpected + one.unexpected,
})

describe('whichever call fails', () => {
  const total: (Found & { points: number })[] = []

  it.each(['call', 'process'] as const)(
    'nothing is lost and nothing is double after a restart, where the %s fails',
    async (failsAs) => {
      let found: Found = { seeded: 0, lost: 0, duplicated: 0, unexpected: 0 }
      let points = 0
      for (let n = FIRST[failsAs]; ; n += EVERY) {
        const { failed, ...one } = await failAt(n, failsAs)
        found = add(found, one)
        expect({ n, ...one }).toEqual({ n, seeded: LETTERS, lost: 0, duplicated: 0, unexpected: 0 })
        if (!failed) break
        points++
      }
      total.push({ ...found, points })
    },
    300_000,
  )

  it('is shown for thousands of letters', () => {
    const all = total.reduce((sum, one) => ({ ...add(sum, one), points: sum.points + one.points }))
    console.info(`n-th call fails: ${JSON.stringify(all)}`)
    expect(all.seeded).toBeGreaterThanOrEqual(IS_LONG ? 5_000 : 1_200)
  })
})
