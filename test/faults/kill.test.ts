/**
 * `kill -9` of the real process at named points of a letter's way, from outside: the line
 * to the database or the outgoing server sees what goes by and kills the process at that
 * very moment. Nothing in the product knows of it.
 *
 * One point here, and all of them with `npm run faults`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dutyPosts } from '../../src/offices/duty-rung.ts'
import { until } from '../end-to-end/until.ts'
import { rulebook } from '../service.ts'
import { TEST_KEY_SET } from '../test-keys.ts'
import { aLetter, type FaultyService, faultyService, type Letter } from './faulty-service.ts'
import type { Cut, Statement } from './postgres-proxy.ts'
import { type RealProcess, startProcess } from './real-process.ts'
import { NOUGHT, nought, sayTally, totalQueue } from './total-queue.ts'

const IS_LONG = process.env['FAULTS'] === 'long'
// The process has no rota, so that the fallback and the head of the office are told.
const DUTY = rulebook.offices.all.flatMap(({ duty }) => dutyPosts(duty).flatMap(({ email }) => email ?? []))

/** What a transaction is about, by a statement that no other has. */
const TRANSACTIONS: Record<string, (text: string) => boolean> = {
  'keeping the letter': (text) => text.startsWith('insert into "raw_messages"'),
  'taking it in': (text) => text.startsWith('insert into "messages"'),
  'claiming the page': (text) => text.startsWith('insert into "pages"'),
  'settling the page': (text) => text.startsWith('update "pages" set "state"'),
  'claiming the acknowledgement': (text) => /^update "acknowledgements" set .*"claimed_at"/.test(text),
  'settling the acknowledgement': (text) => /^update "acknowledgements" set "state" = \$1 where/.test(text),
}
const TABLES = ['ledger', 'cases', 'messages', 'risk_flags', 'escalations', 'acknowledgements', 'sent_mails']

type Point = { name: string; arm(kill: () => Promise<void>): void }

const atStatement = (name: string, cut: Cut, matches: (statement: Statement) => boolean): Point => ({
  name,
  arm: (kill) => {
    faulty.proxy.atCut(kill)
    faulty.proxy.judge((statement) => (matches(statement) ? cut : 'pass'))
  },
})
const atCommit = (about: string, cut: Cut): Point =>
  atStatement(
    `${cut === 'lose-request' ? 'before' : 'after'} the commit of ${about}`,
    cut,
    ({ text, inTransaction }) =>
      /^commit/i.test(text) && inTransaction.some((one) => TRANSACTIONS[about]?.(one)),
  )
const atInsert = (table: string): Point =>
  atStatement(`before the row of ${table}`, 'lose-request', ({ text }) =>
    text.startsWith(`insert into "${table}"`),
  )
const atSending = (what: 'page' | 'acknowledgement', step: 'rcpt' | 'data' | 'text' | 'kept'): Point => ({
  name: `while sending the ${what}, at ${step}`,
  arm: (kill) =>
    faulty.outgoing.watch((at, to) => {
      const isPage = to.some((address) => DUTY.includes(address))
      return at === step && isPage === (what === 'page') ? kill() : undefined
    }),
})

const POINTS: Point[] = [
  ...Object.keys(TRANSACTIONS).flatMap((about) => [
    atCommit(about, 'lose-request'),
    atCommit(about, 'lose-answer'),
  ]),
  ...TABLES.map(atInsert),
  atStatement(
    'before the job of taking it in',
    'lose-request',
    ({ text, inTransaction }) => /insert into pgboss/i.test(text) && inTransaction.length > 0,
  ),
  atStatement('before the job is noted as done', 'lose-request', ({ text }) =>
    /state = 'completed'/.test(text),
  ),
  ...(['page', 'acknowledgement'] as const).flatMap((what) =>
    (['rcpt', 'data', 'text', 'kept'] as const).map((step) => atSending(what, step)),
  ),
]
const SLICE = ['while sending the page, at kept']

let faulty: FaultyService
let running: RealProcess
const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-kill-'))
/** Every letter that was offered: one whose point was not met may have been taken all the same. */
const sent: Letter[] = []
/** What its sender was told last. */
const answered = new Map<Letter, number>()
const offer = async (letter: Letter): Promise<number> => {
  const code = await running.send(letter)
  answered.set(letter, code)
  return code
}
const start = () =>
  startProcess({
    OFFICE_KEYS: JSON.stringify(TEST_KEY_SET),
    DATABASE_URL: faulty.proxy.through(faulty.database.appUrl),
    SMTP_URL: faulty.outgoing.url,
    DATA_DIR: dataDir,
  })
const pagesOf = async (letter: Letter) => {
  const { unpaged } = await totalQueue(faulty.database.db, [letter], faulty.outgoing.kept)
  return unpaged === 0
}

beforeAll(async () => {
  faulty = await faultyService()
  running = await start()
}, 150_000)
afterAll(async () => {
  running?.signal('SIGKILL')
  await running?.exited
  await faulty?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('b28: kill -9', () => {
  it.each(POINTS.filter(({ name }) => IS_LONG || SLICE.includes(name)))(
    '$name: after the next start the letter is a case and its page is out',
    async (point) => {
      if (!running.isAlive()) running = await start()
      const letter = aLetter(true)
      const killed = new Promise<void>((resolve) =>
        point.arm(async () => {
          running.signal('SIGKILL')
          await running.exited
          resolve()
        }),
      )
      sent.push(letter)
      const first = offer(letter)
      await Promise.race([
        killed,
        new Promise((_, reject) =>
          setTimeout(() => reject(new Error('The point was not met')), 60_000).unref(),
        ),
      ])
      faulty.proxy.judge(undefined)
      faulty.proxy.atCut(undefined)
      faulty.outgoing.watch(undefined)
      const begun = performance.now()
      running = await start()
      if ((await first) !== 250) await until('it is taken', async () => (await offer(letter)) === 250)
      await until('its page is out', () => pagesOf(letter), 90_000)
      console.info(
        `${point.name}: page out ${Math.round((performance.now() - begun) / 1000)} s after the kill`,
      )
    },
    300_000,
  )

  it('lost nothing and doubled nothing over all the points together', async () => {
    faulty.proxy.judge(undefined)
    faulty.proxy.atCut(undefined)
    faulty.outgoing.watch(undefined)
    if (!running.isAlive()) running = await start()
    // A sender that was not told that we have it sends it again; so also where a point above has failed.
    for (const letter of sent)
      if (answered.get(letter) !== 250) await until('it is taken', async () => (await offer(letter)) === 250)
    running.signal('SIGTERM')
    expect(await running.exited).toBe(0)
    await faulty.drain()
    const tally = await totalQueue(faulty.database.db, sent, faulty.outgoing.kept)
    console.info(sayTally(`KILL -9 at ${sent.length} points`, tally))
    expect(nought(tally)).toEqual(NOUGHT)
    expect(running.said()).not.toContain('uncaught')
  }, 120_000)
})

describe.runIf(IS_LONG)(
  'b26, b41: two processes, one of which is stopped in the middle and wakes up later',
  () => {
    it.runIf(IS_LONG)(
      'do each job once: the other one pages, and the sleeper changes nothing when it wakes',
      async () => {
        const sleeper = await start()
        const letter = aLetter(true)
        const before = [...faulty.outgoing.kept]
        const asleep = new Promise<void>((resolve) => {
          faulty.proxy.judge(({ text }) => {
            if (!TRANSACTIONS['taking it in']?.(text)) return 'pass'
            sleeper.signal('SIGSTOP')
            faulty.proxy.judge(undefined)
            resolve()
            return 'pass'
          })
        })
        expect(await sleeper.send(letter)).toBe(250)
        await asleep
        const begun = performance.now()
        const other = await start()
        await until('the other one has paged', () => pagesOf(letter), 110_000)
        console.info(
          `asleep with its office locked: page out after ${Math.round((performance.now() - begun) / 1000)} s`,
        )
        sleeper.signal('SIGCONT')
        await until('the sleeper answers again', async () => (await fetch(`${sleeper.url}/healthz`)).ok)
        const second = aLetter(true)
        expect(await sleeper.send(second)).toBe(250)
        await until('the next letter is paged', () => pagesOf(second), 30_000)
        for (const one of [sleeper, other]) {
          one.signal('SIGTERM')
          expect(await one.exited).toBe(0)
        }
        await faulty.drain()
        const left = faulty.outgoing.kept.filter((mail) => !before.includes(mail))
        const tally = await totalQueue(faulty.database.db, [...sent, letter, second], faulty.outgoing.kept)
        console.info(sayTally('ASLEEP AND AWAKE', tally))
        expect(nought(tally)).toEqual(NOUGHT)
        expect(left.filter(({ messageId }) => messageId.startsWith('<ack.'))).toHaveLength(2)
      },
      200_000,
    )
  },
)
