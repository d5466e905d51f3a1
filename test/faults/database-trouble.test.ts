import { eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { isOutage } from '../../src/db/is-outage.ts'
import { rawMessages } from '../../src/db/schema.ts'
import { until } from '../end-to-end/until.ts'
import { aLetter, type FaultyService, faultyService, type Letter } from './faulty-service.ts'
import { NOUGHT, nought, totalQueue } from './total-queue.ts'

let faulty: FaultyService
let admin: postgres.Sql
const sent: Letter[] = []

beforeEach(async () => {
  faulty = await faultyService()
  admin = postgres(faulty.database.superuserUrl, { max: 4, onnotice: () => {} })
  sent.length = 0
})
afterEach(async () => {
  await admin.end()
  await faulty.close()
})

async function keep(): Promise<Letter> {
  const letter = aLetter(true)
  expect(await faulty.bySmtp(letter)).toBe(250)
  sent.push(letter)
  return letter
}
const states = async () =>
  (await faulty.read('mopac', (tx) => tx.select({ state: rawMessages.state }).from(rawMessages))).map(
    ({ state }) => state,
  )
/** Takes the one that waits in by itself, as its job does; the code of the error that came. */
async function takeInOnce(): Promise<string> {
  const [raw] = await faulty.read('mopac', (tx) =>
    tx.select({ id: rawMessages.id }).from(rawMessages).where(eq(rawMessages.state, 'stored')),
  )
  const taking = faulty.service.handlers['take-in']({ officeId: 'mopac', id: raw?.id ?? '' })
  return taking.then(
    () => 'taken in',
    (error: unknown) => {
      expect(isOutage(error)).toBe(true)
      return codeOf(error)
    },
  )
}
const codeOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : codeOf(error.cause)) : ''
/** Waits until somebody waits for a lock in our database. */
const somebodyWaits = () =>
  until('somebody waits for a lock', async () => {
    const rows = await admin`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    return rows.length > 0
  })
async function nothingLost(): Promise<void> {
  await faulty.doJobs()
  await faulty.drain()
  expect(nought(await totalQueue(faulty.database.db, sent, faulty.outgoing.kept))).toEqual(NOUGHT)
}

describe('b32: a letter that meets', () => {
  it('a deadlock is left waiting, never parked, and taken in the next time', async () => {
    await keep()
    const other = admin.begin(async (tx) => {
      await tx`select 1 from audit_heads where office_id = 'mopac' for update`
      await somebodyWaits()
      await tx`update raw_messages set size = size`
    })
    const codes = await Promise.all([takeInOnce(), other.then(() => 'done', codeOf)])
    expect(codes).toContain('40P01')
    expect(await states()).toEqual([codes[0] === 'taken in' ? 'taken-in' : 'stored'])
    await nothingLost()
  })

  it('a serialization failure is left waiting, never parked, and taken in the next time', async () => {
    const name = new URL(faulty.database.appUrl).pathname.slice(1)
    await admin.unsafe(`alter database ${name} set default_transaction_isolation = 'repeatable read'`)
    await hangUpAll()
    await keep()
    const other = admin.begin(async (tx) => {
      await tx`update audit_heads set hash = hash where office_id = 'mopac'`
      await somebodyWaits()
    })
    expect(await takeInOnce()).toBe('40001')
    await other
    expect(await states()).toEqual(['stored'])
    await nothingLost()
  })
})

describe('b33: no connection to be had', () => {
  it('is 451 to the sender, says not ready, and is over when there is one again', async () => {
    const name = new URL(faulty.database.appUrl).pathname.slice(1)
    await admin.unsafe(`alter database ${name} connection limit 0`)
    await hangUpAll()
    const letter = aLetter(true)
    expect(await faulty.bySmtp(letter)).toBe(451)
    await expect(faulty.service.web.readiness()).rejects.toThrow()
    await admin.unsafe(`alter database ${name} connection limit -1`)
    expect(await faulty.bySmtp(letter)).toBe(250)
    sent.push(letter)
    await nothingLost()
  })

  it('of our own keeps letters waiting for one, and every one is taken', async () => {
    const asleep = Array.from({ length: 6 }, () =>
      inOffice(faulty.service.database.db, 'mopac', (tx) => tx.execute(sql`select pg_sleep(2)`)),
    )
    const letters = Array.from({ length: 12 }, () => aLetter())
    expect(await Promise.all(letters.map(faulty.bySmtp))).toEqual(letters.map(() => 250))
    sent.push(...letters)
    await Promise.all(asleep)
    await nothingLost()
  })
})

describe('b34: a statement that takes too long', () => {
  it('for want of a lock ends after ten seconds as an outage, and the letter waits', async () => {
    await keep()
    let release: () => void = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const other = admin.begin(async (tx) => {
      await tx`select 1 from audit_heads where office_id = 'mopac' for update`
      await released
    })
    expect(await takeInOnce()).toBe('55P03')
    expect(await states()).toEqual(['stored'])
    release()
    await other
    await nothingLost()
  }, 30_000)

  it('and is cancelled from outside is an outage too', async () => {
    await keep()
    const other = admin.begin(async (tx) => {
      await tx`select 1 from audit_heads where office_id = 'mopac' for update`
      await somebodyWaits()
      await admin`select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
    })
    expect(await takeInOnce()).toBe('57014')
    await other
    await nothingLost()
  })
})

describe('a database that takes no changes, as a standby after a failover', () => {
  it('is 451 to the sender and not ready to watchers, and parks nothing', async () => {
    await keep()
    const name = new URL(faulty.database.appUrl).pathname.slice(1)
    await admin.unsafe(`alter database ${name} set default_transaction_read_only = on`)
    await hangUpAll()
    const letter = aLetter(true)
    expect(await faulty.bySmtp(letter)).toBe(451)
    expect(await takeInOnce()).toBe('25006')
    expect(await states()).toEqual(['stored'])
    await admin.unsafe(`alter database ${name} set default_transaction_read_only = off`)
    await hangUpAll()
    expect(await faulty.bySmtp(letter)).toBe(250)
    sent.push(letter)
    await nothingLost()
  })
})

describe('what an error says of', () => {
  it.each([
    ['the line', 'ECONNREFUSED', true],
    ['the line', 'CONNECT_TIMEOUT', true],
    ['the line', 'CONNECTION_CLOSED', true],
    ['the network', 'EHOSTUNREACH', true],
    ['the name service', 'EAI_AGAIN', true],
    ['the machine', 'ENOSPC', true],
    ['the database starting', '57P03', true],
    ['a standby', '25006', true],
    ['a transaction left idle', '25P03', true],
    ['a full disk', '53100', true],
    ['a failed read of the disk (b30)', '58030', true],
    ['a password that was changed', '28P01', true],
    ['a schema of another version', '42703', true],
    ['the values', '22021', false],
    ['a row that is there already', '23505', false],
    ['an index row too long', '54000', false],
    ['our own mistake', 'ERR_INVALID_ARG_TYPE', false],
  ])('%s (%s) is an outage: %s', (_what, code, expected) => {
    const inner = Object.assign(new Error('inner'), { code })
    expect(isOutage(inner)).toBe(expected)
    expect(isOutage(new Error('as the query builder wraps it', { cause: inner }))).toBe(expected)
  })

  it('a mistake of ours that has no code is none', () => {
    expect(isOutage(new TypeError('x is not a function'))).toBe(false)
  })
})

/** Every connection of the service is cut, so that the next ones see what was changed. */
const hangUpAll = () =>
  admin`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = 'waypost_app'`.then(() =>
    until('the service has a line again or is refused one', async () => {
      await inOffice(faulty.service.database.db, 'mopac', async () => 'done').catch(() => 'refused')
      const rows = await admin`select 1 from pg_stat_activity
        where datname = current_database() and usename = 'waypost_app' and state = 'idle in transaction'`
      return rows.length === 0
    }),
  )
