/**
 * Letters of danger that come all at once, through the whole service as it runs: forty here,
 * five hundred with `npm run faults`.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, escalations, pages } from '../../src/db/schema.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { type JobIds, Queue } from '../../src/jobs/queue.ts'
import { startSweeping } from '../../src/jobs/sweep-ticker.ts'
import { testDatabase } from '../db.ts'
import { until } from '../end-to-end/until.ts'
import { type TestService, testService } from '../service.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'
import { aLetter } from './faulty-service.ts'

const IS_LONG = process.env['FAULTS'] === 'long'
const LETTERS = IS_LONG ? 500 : 40
const WITHIN_MS = 60_000

let server: ScriptedSmtp
let service: TestService
let stopSweeping: () => Promise<void>

beforeAll(async () => {
  server = await startScriptedSmtp()
  // A page takes a fifth of a second to hand over, as at a server that scans it.
  server.watch((step) => (step === 'text' ? new Promise((done) => setTimeout(done, 200)) : undefined))
  service = await testService({ smtpUrl: server.url })
  await service.queue.work(service.handlers)
  stopSweeping = startSweeping(service)
})
afterAll(async () => {
  await stopSweeping()
  await service.close()
  await server.close()
})

const referencesIn = (text: string) => text.match(/MOPAC-\d\d-\d{6}-\d/g) ?? []
const ourPages = () => server.kept.filter(({ messageId }) => messageId.startsWith('<page.'))
const taken = () => service.read('mopac', (tx) => tx.$count(escalations))
const listed = () =>
  ourPages().flatMap(({ source }) => [...new Set(referencesIn(source.replace(/=\r\n/g, '')))])

describe('the workers of pages', () => {
  const JOBS = 200

  it('take the next job at once, and do not wait for the next look after each', async () => {
    const database = await testDatabase()
    const queue = new Queue(database.appUrl, { supervise: false })
    await queue.start()
    const done = new Set<string>()
    const page = async ({ id }: JobIds) => void done.add(id)
    await queue.work({ ...service.handlers, page, together: {} })
    const jobs = Array.from({ length: JOBS }, () => ({ officeId: 'mopac', id: randomUUID() }))
    const begun = performance.now()
    await database.db.transaction((tx) => queue.enqueueAll(tx, 'page', jobs))
    await until('all are done', async () => done.size === JOBS)
    // Four workers that look every half a second would take twenty-five.
    expect(performance.now() - begun).toBeLessThan(20_000)
    await queue.stop()
    await database.close()
  }, 60_000)
})

describe('b82: letters of danger all at once', () => {
  it(
    `${LETTERS} of them: each is in a page that was handed over, once, within a minute`,
    async () => {
      const letters = Array.from({ length: LETTERS }, () => aLetter(true))
      const begun = performance.now()
      const deps = { db: service.database.db, queue: service.queue, now: service.now }
      await Promise.all(
        letters.map(({ source, from }) =>
          storeMessage(deps, {
            ...{ officeId: 'mopac', mailbox: 'enquiries@mopac.example.org', folder: 'SMTP' },
            ...{ channel: 'email', source: new TextEncoder().encode(source) },
            ...{ receivedAt: service.now(), envelopeFrom: from },
          }),
        ),
      )
      service.queue.nudge('take-in')
      const seconds = () => Math.round((performance.now() - begun) / 100) / 10
      const storedAfter = seconds()
      let takenInAfter: number | undefined
      await until(
        'every case is in a page',
        async () => {
          const isIn = takenInAfter ?? (await taken()) === LETTERS
          if (isIn) takenInAfter ??= seconds()
          return new Set(listed()).size === LETTERS
        },
        IS_LONG ? 600_000 : 120_000,
      )
      const tookMs = performance.now() - begun
      const found = await service.read('mopac', (tx) => tx.select().from(cases))
      const first = await service.read('mopac', (tx) => tx.select().from(pages))
      console.info(
        `${LETTERS} AT ONCE: kept after ${storedAfter} s, judged after ${takenInAfter} s, every case in a page after ${Math.round(tookMs / 100) / 10} s, in ${ourPages().length} mails`,
      )
      expect([...listed()].sort()).toEqual(found.map(({ reference }) => reference).sort())
      expect(first.filter(({ step }) => step === 0)).toHaveLength(LETTERS)
      expect(tookMs).toBeLessThan(WITHIN_MS)
    },
    IS_LONG ? 700_000 : 150_000,
  )
})
