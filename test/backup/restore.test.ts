import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { eq, isNotNull } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { verifyAudit } from '../../src/audit/verify.ts'
import { frame } from '../../src/backup/frames.ts'
import { check, type LoadAsked, load } from '../../src/backup/load.ts'
import { type Manifest, secretMark } from '../../src/backup/manifest.ts'
import { tablesOf } from '../../src/backup/tables-of.ts'
import { writeBackup } from '../../src/commands/backup.ts'
import { plainOf, restoreVerb } from '../../src/commands/restore.ts'
import { migrateUpTo, migrationHashes } from '../../src/db/migrate.ts'
import {
  cases,
  disposalCertificates,
  disposalMarks,
  drills,
  escalations,
  mailAccounts,
  messages,
  pages,
  sessions,
} from '../../src/db/schema.ts'
import { startDrill } from '../../src/drills/start-drill.ts'
import { takeLease } from '../../src/intake/lease.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { takeIn } from '../../src/intake/take-in.ts'
import { Queue } from '../../src/jobs/queue.ts'
import { sweepAll } from '../../src/jobs/sweep-ticker.ts'
import { decideMarks, markForDisposal } from '../../src/records/mark-for-disposal.ts'
import { caseOf } from '../case-of.ts'
import { closeAs, NINE_YEARS, officeOf, passDays } from '../records/closed-case.ts'
import { plainMail, SECRET, type TestService, takeInDeps, testService } from '../service.ts'
import { aVisitor } from '../web/a-visitor.ts'

const PASSPHRASE = 'a passphrase of the tests'
const DANGER = 'My husband says he will kill me tonight. He has a knife and he is in the house now.'
const folder = mkdtempSync(path.join(tmpdir(), 'waypost-backup-'))
const file = path.join(folder, 'all.backup')

let before: TestService
let after: TestService
let admin: postgres.Sql
const made: string[] = []
const letters = { answered: '', over: '', owed: '', waiting: '', danger: '', since: '' }
const address = (name: string) => `${name}@example.net`

/** A database with nothing in it, as somebody makes one to put a backup into. */
async function emptyDatabase(): Promise<{ appUrl: string; ownerUrl: string }> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await admin.unsafe(`create database ${name} owner waypost_owner`)
  made.push(name)
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  return { appUrl: at(before.testDatabase.appUrl), ownerUrl: at(before.testDatabase.ownerUrl) }
}

const asked = (ownerUrl: string, more: Partial<LoadAsked> = {}): LoadAsked => ({
  ownerUrl,
  migrations: 'drizzle',
  secretKey: SECRET,
  now: new Date(),
  ...more,
})

const bytes = (mail: string) => new TextEncoder().encode(mail.replace(/\r?\n/g, '\r\n'))
const store = (service: TestService, name: string, receivedAt = service.now()) =>
  storeMessage(takeInDeps(service), {
    officeId: 'mopac',
    mailbox: 'enquiries@mopac.example.org',
    folder: 'INBOX',
    channel: 'email',
    source: bytes(plainMail({ from: `A Writer <${address(name)}>` })),
    receivedAt,
    envelopeFrom: address(name),
  })

/** Rows of every table as the superuser counts them, whom no row-level security binds. */
async function countAll(url: string): Promise<Record<string, number>> {
  const sql = postgres(
    Object.assign(new URL(before.testDatabase.superuserUrl), { pathname: new URL(url).pathname }).href,
    { max: 1 },
  )
  try {
    const tables = await sql<
      { name: string }[]
    >`select tablename as name from pg_tables where schemaname = 'public' order by 1`
    const found: Record<string, number> = {}
    for (const { name } of tables) found[name] = (await sql`select 1 from ${sql(name)}`).length
    return found
  } finally {
    await sql.end()
  }
}

/** Everything but the queue: what protects the tables, and which triggers are on. */
async function protection(ownerUrl: string): Promise<unknown> {
  const sql = postgres(ownerUrl, { max: 1 })
  try {
    return {
      tables: await sql`select relname, relrowsecurity, relforcerowsecurity from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      triggers:
        await sql`select tgrelid::regclass::text as of, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
      policies:
        await sql`select tablename, policyname, roles::text, cmd, qual from pg_policies order by 1, 2`,
      grants: await sql`select table_name, privilege_type from information_schema.role_table_grants
        where grantee = 'waypost_app' and table_schema = 'public' order by 1, 2`,
    }
  } finally {
    await sql.end()
  }
}

/** A case whose keeping is over, and on whose disposal two people have agreed: seven days later it goes. */
async function agreeToDispose(service: TestService, caseId: string): Promise<void> {
  await closeAs(service, caseId)
  passDays(service, NINE_YEARS)
  const by = (actor: string) => ({ office: officeOf(service), actor, actorName: actor, now: service.now() })
  await service.read('mopac', async (tx) => {
    await markForDisposal(tx, by('demo:records-manager'), { caseIds: [caseId], reason: 'It is over.' })
    const marks = await tx.select().from(disposalMarks)
    const markIds = marks.map(({ id }) => id)
    const { done } = await decideMarks(tx, by('demo:manager'), { markIds, agrees: true, because: '' })
    expect(done).toHaveLength(1)
  })
  service.setNow(new Date())
}

let counted: Record<string, number>

beforeAll(async () => {
  before = await testService()
  admin = postgres(before.testDatabase.superuserUrl, { max: 1, onnotice: () => {} })
  await aVisitor(before, 'duty-officer')
  letters.answered = await before.receive(plainMail({ from: `A <${address('answered')}>` }), {
    envelopeFrom: address('answered'),
  })
  letters.danger = await before.receive(plainMail({ from: `A <${address('danger')}>`, text: DANGER }), {
    envelopeFrom: address('danger'),
  })
  await before.receive(plainMail({ to: 'pcc@leicestershire.example.org' }), {
    officeId: 'leicestershire-opcc',
    mailbox: 'pcc@leicestershire.example.org',
  })
  await takeLease({ db: before.database.db, now: before.now }, { officeId: 'mopac', mailbox: 'm' })
  const office = before.offices.get('mopac')
  const [letter] = before.drillLetters
  if (!office || !letter) throw new Error('There is no office or no letter for a drill')
  await before.read('mopac', (tx) =>
    startDrill(tx, { ...takeInDeps(before) }, office, { letter, dueAt: before.now() }),
  )
  await before.doJobs()
  letters.over = await before.receive(
    plainMail({ from: `A <${address('over')}>`, text: 'The turquoise wheelbarrow.' }),
    {
      envelopeFrom: address('over'),
    },
  )
  await agreeToDispose(before, (await caseOf(before, letters.over)).found.id)
  const { rawMessageId } = await store(before, 'owed')
  letters.owed = rawMessageId
  await takeIn(takeInDeps(before), { officeId: 'mopac', id: rawMessageId })
  letters.waiting = (await store(before, 'waiting')).rawMessageId
  counted = await countAll(before.testDatabase.appUrl)
  await writeBackup(file, {
    ownerUrl: before.testDatabase.ownerUrl,
    passphrase: PASSPHRASE,
    cost: { N: 1024 },
    facts: { madeAt: new Date().toISOString(), release: '0.1.0', secretMark: secretMark(SECRET) },
  })
  // What happens after the backup: everything owed is sent, and another letter comes and is answered.
  await before.doJobs()
  letters.since = await before.receive(plainMail({ from: `A <${address('since')}>` }), {
    envelopeFrom: address('since'),
  })
}, 60_000)
afterAll(async () => {
  await after?.close()
  await before.close()
  const url = Object.assign(new URL(before.testDatabase.superuserUrl), { pathname: '/postgres' }).href
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  for (const name of made) await sql.unsafe(`drop database if exists ${name} with (force)`)
  await sql.end()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  it('is a file for its owner alone that holds no word of a letter as it stands', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file).includes('opening hours')).toBe(false)
    expect(existsSync(`${file}.unfinished`)).toBe(false)
  })

  it('holds every row of every office, and reads through to its end without a database', async () => {
    const { rows } = await check(plainOf(file, PASSPHRASE))
    expect(rows).toEqual(counted)
    expect(rows['raw_messages']).toBe(7)
  })

  it('is refused where it was cut off, or the passphrase is another', async () => {
    const short = path.join(folder, 'short.backup')
    writeFileSync(short, readFileSync(file).subarray(0, -100))
    await expect(check(plainOf(short, PASSPHRASE))).rejects.toThrow('or it was changed')
    await expect(check(plainOf(file, 'another passphrase'))).rejects.toThrow('passphrase does not open')
  })
})

describe('b45: a backup that is put back', () => {
  let urls: { appUrl: string; ownerUrl: string }
  let restoredAt: Date

  it('is refused with another secret key, of unknown tables, and where anything is in the database', async () => {
    urls = await emptyDatabase()
    const other = asked(urls.ownerUrl, { secretKey: 'another secret of quite enough characters' })
    await expect(load(plainOf(file, PASSPHRASE), other)).rejects.toThrow('another SECRET_KEY')
    const full = asked(before.testDatabase.ownerUrl)
    await expect(load(plainOf(file, PASSPHRASE), full)).rejects.toThrow('not empty')
    expect(await countAll(urls.appUrl)).toEqual({})
  })

  it('is refused before anything is loaded where there is no secret key to sign with, also with another one', async () => {
    const urls = await emptyDatabase()
    const settings = {
      ...{ DATABASE_URL: urls.appUrl, DATABASE_OWNER_URL: urls.ownerUrl, SECRET_KEY: undefined },
      ...{ DATA_DIR: mkdtempSync(path.join(folder, 'data-')), BACKUP_PASSPHRASE: PASSPHRASE },
    }
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
    await expect(restoreVerb([file, '--other-secret-key'])).rejects.toThrow('There is no secret key')
    vi.unstubAllEnvs()
    expect(await countAll(urls.ownerUrl)).toEqual({})
  })

  it('leaves nothing behind where it was cut off in the middle, and goes in whole after that', async () => {
    const broken = path.join(folder, 'broken.backup')
    copyFileSync(file, broken)
    async function* cutOff() {
      let had = 0
      for await (const part of plainOf(broken, PASSPHRASE)) {
        had += part.length
        if (had > 20_000) throw new Error('the line broke')
        yield part
      }
    }
    await expect(load(cutOff(), asked(urls.ownerUrl))).rejects.toThrow('the line broke')
    expect(Object.values(await countAll(urls.appUrl)).every((rows) => rows === 0)).toBe(true)

    restoredAt = new Date()
    const done = await load(plainOf(file, PASSPHRASE), asked(urls.ownerUrl, { now: restoredAt }))
    expect(done).toMatchObject({
      offices: ['leicestershire-opcc', 'mopac'],
      alertsOpen: 1,
      answersKeptBack: 1,
    })
    const queue = new Queue(urls.appUrl, { supervise: true })
    await queue.start()
    await queue.makeQueues()
    await queue.stop()
    after = await testService({ databaseUrl: urls.appUrl })
  })

  it('has every row but those of people who were signed in, and the marks of being put back', async () => {
    const found = await countAll(urls.appUrl)
    const expected = { ...counted, sessions: 0, restores: 2 }
    expect(counted['sessions']).toBe(1)
    expect(found).toEqual({
      ...expected,
      alarms: (counted['alarms'] ?? 0) + 2,
      audit: (counted['audit'] ?? 0) + 2,
      alert_moves: (counted['alert_moves'] ?? 0) + 1,
    })
  })

  it('protects the tables as before, and its history holds', async () => {
    expect(await protection(urls.ownerUrl)).toEqual(await protection(before.testDatabase.ownerUrl))
    for (const office of ['mopac', 'leicestershire-opcc'])
      expect(await after.read(office, verifyAudit)).toMatchObject({ ok: true })
    expect(await after.read('mopac', (tx) => tx.select().from(sessions))).toEqual([])
  })

  it('sends no answer that was owed then, nor one to a letter that came before it was put back', async () => {
    await sweepAll(after)
    await after.doJobs()
    expect((await caseOf(after, letters.owed)).acknowledgement).toMatchObject({ state: 'unknown' })
    const since = await store(after, 'since', new Date(restoredAt.getTime() - 1_000))
    after.setNow(new Date(restoredAt.getTime() + 5 * 60_000))
    await sweepAll(after)
    await after.doJobs()
    for (const rawId of [letters.waiting, since.rawMessageId]) {
      const { acknowledgement, found } = await caseOf(after, rawId)
      expect(acknowledgement).toMatchObject({ state: 'held', reason: 'restored' })
      // The numbers of the time between may be in other people's hands.
      expect(found.reference).toMatch(/^MOPAC-\d\d-0200\d\d-\d$/)
    }
    expect(after.outgoing().filter((mail) => /Auto-Submitted: auto-replied/.test(mail))).toEqual([])
    const later = await after.receive(plainMail({ from: `A <${address('later')}>` }), {
      envelopeFrom: address('later'),
    })
    expect((await caseOf(after, later)).acknowledgement).toMatchObject({ state: 'sent' })
    // Taken in before it was put back, and answered: the same bytes again are the copy that they are.
    expect((await caseOf(after, letters.answered)).acknowledgement).toMatchObject({ state: 'sent' })
  })

  it('tells duty staff at once, and pages for what stood open only when they have had a quarter of an hour', async () => {
    const told = (words: RegExp) => after.outgoing().filter((mail) => words.test(mail))
    expect(told(/^Subject: .*put back from a backup/m)).toHaveLength(2)
    const [alert] = (await caseOf(after, letters.danger)).alerts
    const pagesOf = () =>
      after.read('mopac', (tx) =>
        tx
          .select()
          .from(pages)
          .where(eq(pages.escalationId, alert?.id ?? '')),
      )
    const had = await pagesOf()
    expect(alert?.nextPageAt).toEqual(new Date(restoredAt.getTime() + 15 * 60_000))
    after.setNow(new Date(restoredAt.getTime() + 14 * 60_000))
    await sweepAll(after)
    await after.doJobs()
    expect(await pagesOf()).toEqual(had)
    after.setNow(new Date(restoredAt.getTime() + 16 * 60_000))
    await sweepAll(after)
    await after.doJobs()
    expect((await pagesOf()).length).toBeGreaterThan(had.length)
  })

  it('ends the drill of that day, and lets no process of before write on', async () => {
    const { drill, open, account } = await after.read('mopac', async (tx) => ({
      drill: await tx.select({ state: drills.state }).from(drills),
      open: await tx
        .select({ state: escalations.state })
        .from(escalations)
        .innerJoin(cases, eq(cases.id, escalations.caseId))
        .where(isNotNull(cases.drillId)),
      account: await tx.select({ fence: mailAccounts.fence }).from(mailAccounts),
    }))
    expect(drill).toEqual([{ state: 'not-started' }])
    expect(open).toEqual([{ state: 'closed' }])
    expect(account).toEqual([{ fence: 1_000_001n }])
  })

  it('disposes again of what two people had agreed on, by itself', async () => {
    const kept = () =>
      after.read('mopac', (tx) => tx.select().from(messages).where(eq(messages.rawMessageId, letters.over)))
    // Readable with the same office key, which no backup holds.
    expect((await kept()).map(({ text }) => text.includes('turquoise'))).toEqual([true])
    passDays(after, NINE_YEARS + 8)
    await sweepAll(after, ['dispose'])
    await after.doJobs()
    expect(await kept()).toEqual([])
    const certificates = await after.read('mopac', (tx) => tx.select().from(disposalCertificates))
    expect(certificates).toHaveLength(1)
  })
})

describe('a backup of an older release', () => {
  it('goes in as it was and is brought up to date; one of a newer release is refused', async () => {
    const hashes = migrationHashes('drizzle')
    const of = async (count: number, ownerUrl: string): Promise<Manifest> => {
      const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
      const tables = await tablesOf(sql)
      await sql.end()
      const madeAt = new Date().toISOString()
      const migrations = hashes.slice(0, count)
      return { madeAt, release: '0.0.9', migrations, secretMark: secretMark(SECRET), tables }
    }
    const old = await emptyDatabase()
    // The release that made the first backup; none is older.
    const first = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as {
      entries: { tag: string }[]
    }
    const count = first.entries.findIndex(({ tag }) => tag.endsWith('_restores_rights')) + 1
    await migrateUpTo(old.ownerUrl, 'drizzle', count)
    const manifest = await of(count, old.ownerUrl)
    const target = await emptyDatabase()
    const end = Object.fromEntries(manifest.tables.map(({ name }) => [name, 0]))
    const notes = [manifest, { end }].map((note) => frame('note', JSON.stringify(note)))
    await load(Readable.from(notes), asked(target.ownerUrl))
    expect(Object.keys(await countAll(target.appUrl))).toEqual(Object.keys(counted))

    const newer = { ...manifest, release: '9.0.0', migrations: [...hashes, 'unknown'] }
    const another = await emptyDatabase()
    await expect(
      load(Readable.from([frame('note', JSON.stringify(newer))]), asked(another.ownerUrl)),
    ).rejects.toThrow('restore it with that release')
  })
})
