import { createHash } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alarms, audit, rawMessages, scans } from '../../src/db/schema.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { sweep, sweptWith } from '../../src/jobs/sweep.ts'
import { SHARED_ROOM } from '../../src/message/limits.ts'
import { scanMessage } from '../../src/scans/scan-message.ts'
import { againAt, verdictOf } from '../../src/scans/verdict.ts'
import { caseOf } from '../case-of.ts'
import { type TestService, testService } from '../service.ts'
import { FRESH, MemoryScanner, mailWith } from './memory-scanner.ts'

const NOON = new Date('2026-11-30T12:00:00Z')
const MINUTE = 60_000
const scanner = new MemoryScanner()
let service: TestService

beforeAll(async () => {
  service = await testService({ scanner })
  service.setNow(NOON)
})
afterAll(() => service.close())
beforeEach(() => {
  scanner.seen.length = 0
  scanner.signaturesAt = FRESH
  scanner.down = undefined
  scanner.instead = () => undefined
})

const rowsOf = (rawMessageId: string) =>
  service.read('mopac', (tx) =>
    tx.select().from(scans).where(eq(scans.rawMessageId, rawMessageId)).orderBy(asc(scans.part)),
  )
const outcomesOf = async (id: string) =>
  (await rowsOf(id)).map(({ outcome, because, virus }) => because ?? virus ?? outcome)
const later = (minutes: number) => service.setNow(new Date(service.now().getTime() + minutes * MINUTE))
const sweepScans = () =>
  sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now(), names: ['scan'] })
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const openAlarms = async () =>
  (await service.read('mopac', (tx) => tx.select().from(alarms).where(isNull(alarms.endedAt))))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('scanner-'))
const deps = () => ({ ...service, db: service.database.db, readFiles: service.readFiles, scanner })

describe('a letter with files', () => {
  it('is scanned as it came and file by file, with what it was scanned by', async () => {
    const id = await service.receive(
      mailWith([
        { name: 'a.txt', text: 'one' },
        { name: 'b.txt', text: 'two' },
      ]),
    )
    const rows = await rowsOf(id)
    expect(rows.map(({ part, outcome, sha256: hash, size }) => ({ part, outcome, hash, size }))).toEqual([
      { part: 0, outcome: 'clean', hash: rows[0]?.sha256, size: rows[0]?.size },
      { part: 1, outcome: 'clean', hash: sha256('one'), size: 3 },
      { part: 2, outcome: 'clean', hash: sha256('two'), size: 3 },
    ])
    expect((await caseOf(service, id)).raw).toMatchObject({ sha256: rows[0]?.sha256, scan: 'tried' })
    expect(rows[1]).toMatchObject({
      engine: 'ClamAV 1.4.6/27450',
      signaturesAt: FRESH,
      isStale: false,
      attempts: 1,
    })
    expect(rows[1]?.scannedAt.getTime()).toBeGreaterThanOrEqual(NOON.getTime())
    expect(scanner.seen).toHaveLength(3)
  })

  it('is bad as a whole where one file is, and the history says so', async () => {
    const id = await service.receive(
      mailWith([
        { name: 'a.txt', text: 'one' },
        { name: 'b.txt', text: 'bad words' },
      ]),
    )
    expect(await outcomesOf(id)).toEqual(['Test.Bad', 'clean', 'Test.Bad'])
    const entries = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.action, 'virus-found')),
    )
    expect(entries.at(-1)?.detail).toEqual({ rawMessageId: id, found: 2 })
  })

  it('is scanned once, however often its job comes', async () => {
    const id = await service.receive(mailWith([{ name: 'a.txt', text: 'once' }]))
    await scanMessage(deps(), { officeId: 'mopac', id })
    expect(scanner.seen).toHaveLength(2)
  })

  it('is stored, judged and alerted of where the scanner does not answer, and scanned when it does', async () => {
    scanner.down = { ok: false, because: 'timeout' }
    const id = await service.receive(
      mailWith([{ name: 'a.txt', text: 'three' }], { text: 'I am going to kill myself tonight.' }),
    )
    expect((await caseOf(service, id)).alerts).toMatchObject([{ level: 'immediate' }])
    expect(await rowsOf(id)).toEqual([])
    await expect(scanMessage(deps(), { officeId: 'mopac', id })).rejects.toThrow(TryAgainLater)
    scanner.down = undefined
    later(2)
    // Its own job may be lost: the tables still say that a scan is owed.
    expect((await sweepScans()).scan).toBeGreaterThan(0)
    await service.doJobs()
    expect(await outcomesOf(id)).toEqual(['clean', 'clean'])
  })

  it('is owed a scan where the process dies before it is written down', async () => {
    scanner.instead = (text) => {
      if (text === 'dies') throw new Error('the process dies here')
      return undefined
    }
    const id = await service.receive(mailWith([{ name: 'a.txt', text: 'dies' }]))
    expect([await rowsOf(id), (await caseOf(service, id)).raw.scan]).toEqual([[], 'owed'])
    scanner.instead = () => undefined
    await sweepScans()
    await scanMessage(deps(), { officeId: 'mopac', id })
    expect(await outcomesOf(id)).toEqual(['clean', 'clean'])
  })

  it('is not clean where one file was not scanned, and scanned again by itself', async () => {
    scanner.instead = (text) => (text === 'slow' ? { outcome: 'not-scanned', because: 'timeout' } : undefined)
    const id = await service.receive(
      mailWith([
        { name: 'a.txt', text: 'slow' },
        { name: 'b.txt', text: 'quick' },
      ]),
    )
    expect(await outcomesOf(id)).toEqual(['a-part', 'timeout', 'clean'])
    scanner.instead = () => undefined
    await scanMessage(deps(), { officeId: 'mopac', id })
    expect(await outcomesOf(id)).toEqual(['a-part', 'timeout', 'clean'])
    later(2)
    expect((await sweepScans()).scan).toBe(1)
    await service.doJobs()
    expect(await outcomesOf(id)).toEqual(['clean', 'clean', 'clean'])
    expect((await rowsOf(id))[0]).toMatchObject({ attempts: 2, nextAt: null })
  })

  it('stays unscanned where it is more than the scanner takes', async () => {
    scanner.instead = (text) => (text === 'huge' ? { outcome: 'not-scanned', because: 'limit' } : undefined)
    const id = await service.receive(mailWith([{ name: 'a.txt', text: 'huge' }]))
    expect(await outcomesOf(id)).toEqual(['a-part', 'limit'])
    expect((await rowsOf(id))[0]?.nextAt).toBeNull()
  })

  it('stays unscanned where not all of it is here, or where it is too big to be taken apart', async () => {
    const cut = await service.receive(mailWith([{ name: 'a.txt', text: 'cut' }]), { cutShort: true })
    expect(await outcomesOf(cut)).toEqual(['part-only', 'part-only'])
    scanner.down = { ok: false, because: 'timeout' }
    const big = await service.receive(mailWith([{ name: 'a.txt', text: 'big' }]))
    scanner.down = undefined
    const room = { ...SHARED_ROOM, wholeBytes: 100 }
    await scanMessage({ ...deps(), room }, { officeId: 'mopac', id: big })
    expect(await outcomesOf(big)).toEqual(['too-large'])
  })

  it('leaves nothing behind where it is disposed of while it is scanned', async () => {
    const owner = postgres(service.testDatabase.superuserUrl, { max: 1, onnotice: () => {} })
    scanner.instead = async (text) => {
      if (text !== 'gone') return undefined
      await owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`
        await tx`update raw_messages set source = '' where id = ${id}`
      })
      return undefined
    }
    let id = ''
    scanner.down = { ok: false, because: 'timeout' }
    id = await service.receive(mailWith([{ name: 'a.txt', text: 'gone' }]))
    scanner.down = undefined
    await scanMessage(deps(), { officeId: 'mopac', id })
    await owner.end()
    expect([await rowsOf(id), scanner.seen.includes('gone')]).toEqual([[], true])
  })
})

describe('a letter without files', () => {
  it('is scanned by the next sweep, for whoever needs its source', async () => {
    const id = await service.receive('From: a@example.net\nSubject: Hello\n\nNothing with it.\n')
    expect(await rowsOf(id)).toEqual([])
    await sweepScans()
    await service.doJobs()
    expect(await outcomesOf(id)).toEqual(['clean'])
    expect((await sweepScans()).scan).toBe(0)
  })
})

describe('where no scanner is set up', () => {
  it('nothing is owed to one', async () => {
    expect(sweptWith(false)).not.toContain('scan')
    expect(sweptWith(true)).toContain('scan')
    const id = await service.receive('From: a@example.net\nSubject: Hello again\n\nNothing with it.\n')
    await scanMessage({ ...deps(), scanner: undefined }, { officeId: 'mopac', id })
    expect((await caseOf(service, id)).raw.scan).toBe('owed')
  })
})

describe('the scanner itself', () => {
  it('is an alarm once it has not answered for ten minutes, and no longer when it does', async () => {
    await service.checkScanner()
    scanner.down = { ok: false, because: 'unreachable' }
    later(9)
    await service.checkScanner()
    expect(await openAlarms()).toEqual([])
    later(1)
    await service.checkScanner()
    await service.checkScanner()
    expect(await openAlarms()).toEqual(['scanner-unreachable'])
    scanner.down = undefined
    await service.checkScanner()
    expect(await openAlarms()).toEqual([])
  })

  it('is an alarm at once where it finds nothing', async () => {
    scanner.down = { ok: false, because: 'finds-nothing' }
    await service.checkScanner()
    expect(await openAlarms()).toEqual(['scanner-finds-nothing'])
    scanner.down = undefined
    await service.checkScanner()
    expect(await openAlarms()).toEqual([])
  })

  it('is an alarm where its signatures are stale; what was scanned by them is scanned again by fresh ones', async () => {
    for (const signaturesAt of [new Date('2026-11-28T11:00:00Z'), undefined]) {
      scanner.signaturesAt = signaturesAt
      const id = await service.receive(
        mailWith([{ name: 'a.txt', text: `stale ${signaturesAt?.getTime()}` }]),
      )
      expect((await rowsOf(id)).map(({ isStale }) => isStale)).toEqual([true, true])
      await service.checkScanner()
      expect(await openAlarms()).toEqual(['scanner-stale'])
      // One that is away says nothing of the age of its signatures.
      scanner.down = { ok: false, because: 'timeout' }
      await service.checkScanner()
      expect(await openAlarms()).toEqual(['scanner-stale'])
      scanner.down = undefined
      scanner.signaturesAt = service.now()
      await service.checkScanner()
      expect(await openAlarms()).toEqual([])
      await sweepScans()
      await service.doJobs()
      expect((await rowsOf(id)).map(({ isStale, attempts }) => ({ isStale, attempts }))).toEqual([
        { isStale: false, attempts: 2 },
        { isStale: false, attempts: 2 },
      ])
      await service.checkScanner()
      expect((await sweepScans()).scan).toBe(0)
    }
  })
})

describe('what follows for a letter from its parts', () => {
  const clean = { size: 1, sha256: '', outcome: 'clean', because: null, virus: null } as const
  const found = { ...clean, outcome: 'found', virus: 'X' } as const
  const unscanned = { ...clean, outcome: 'not-scanned', because: 'limit' } as const

  it.each([
    ['clean', [clean, clean], 'clean'],
    ['clean', [], 'clean'],
    ['clean', [clean, unscanned], 'not-scanned'],
    ['clean', [unscanned, found], 'found'],
    ['found', [clean], 'found'],
    ['not-scanned', [clean], 'not-scanned'],
    ['not-read', [], 'not-scanned'],
    ['too-large', [], 'not-scanned'],
    ['part-only', [found], 'found'],
  ] as const)('%s with %j is %s', (whole, parts, means) => {
    const scan =
      whole === 'clean'
        ? ({ outcome: 'clean' } as const)
        : whole === 'found'
          ? ({ outcome: 'found', virus: 'X' } as const)
          : whole === 'not-scanned'
            ? ({ outcome: 'not-scanned', because: 'error' } as const)
            : whole
    expect(verdictOf(scan, parts).outcome).toBe(means)
  })

  it('tries again later and later, and then no more', () => {
    const at = (attempts: number) => againAt([{ because: 'timeout' }], { attempts, now: NOON })
    expect(
      [1, 2, 3, 4, 5, 6].map((n) => at(n) && ((at(n)?.getTime() ?? 0) - NOON.getTime()) / MINUTE),
    ).toEqual([1, 4, 16, 64, 256, null])
    expect(againAt([{ because: 'limit' }, { because: null }], { attempts: 1, now: NOON })).toBeNull()
  })
})

it('keeps scans from whoever may not see the letter', async () => {
  const id = await service.receive(mailWith([{ name: 'a.txt', text: 'of one office' }]))
  const other = await service.read('west-midlands-pcc', (tx) =>
    tx
      .select()
      .from(scans)
      .where(and(eq(scans.rawMessageId, id))),
  )
  expect([other, (await rowsOf(id)).length]).toEqual([[], 2])
  const [raw] = await service.read('mopac', (tx) =>
    tx.select().from(rawMessages).where(eq(rawMessages.id, id)),
  )
  expect(raw?.scan).toBe('tried')
})
