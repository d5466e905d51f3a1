import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Queue } from '../../src/jobs/queue.ts'
import { type TestDatabase, testDatabase } from '../db.ts'

let database: TestDatabase
let queue: Queue
beforeAll(async () => {
  database = await testDatabase()
  queue = new Queue(database.appUrl, { supervise: true })
  await queue.start()
})
afterAll(async () => {
  await queue.stop()
  await database.close()
})

const queues = () =>
  database.db.execute(sql`select name, policy, expire_seconds, retry_limit from pgboss.queue order by name`)

it('gives queues that an earlier version made the leases of this one', async () => {
  const made = await queues()
  await database.db.execute(sql`update pgboss.queue set expire_seconds = 60 where name = 'take-in'`)
  await queue.makeQueues()
  expect(await queues()).toEqual(made)
  expect(made.find(({ name }) => name === 'take-in')).toMatchObject({ policy: 'short', expire_seconds: 200 })
})
