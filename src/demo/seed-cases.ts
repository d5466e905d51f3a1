/**
 * Fills an embedded database with made-up cases, up to a million: for measuring, for showing, for
 * trying a page on an office that has had years of letters. One transaction, so that there are all
 * of them or none; made in sets by the database, and without its triggers, whose results are
 * written with the rows. What it leaves out: the history (its chain is made row by row) and the
 * ledger of mailboxes. Letters of a few hundred kinds share keys, so none of these cases is disposed of.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { formatReference } from '../cases/reference.ts'
import { retentionColumns } from '../cases/retention-columns.ts'
import { plainWords } from '../cases/search-text.ts'
import { CLOCK_KINDS, CLOCK_RULES } from '../clocks/clock-rules.ts'
import { addDays, type IsoDate, londonDay } from '../clocks/days.ts'
import { encryptBeside, encryptBytes, encryptJson, encryptText, KEY_BYTES } from '../keys/encryption.ts'
import type { OfficeKeys } from '../keys/office-keys.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { ROUTES } from '../triage/route.ts'
import { type SeedLetter, seedLetters } from './seed-letters.ts'
import { FAMILY_NAMES, GIVEN_NAMES } from './seed-names.ts'
import { INDEXES_OF_WORDS, SEED_STATEMENTS } from './seed-statements.ts'

export type SeedAsked = {
  superuserUrl: string
  officeKeys: OfficeKeys
  offices: readonly OfficeProfile[]
  count: number
  now: Date
  say?: (text: string) => void
}

const LETTERS = 600
const A_TURN = 50_000
/** Letters of nine years; what an office of eight years' keeping may have at most. */
const SPREAD_DAYS = 9 * 365
/** Of a hundred cases; the first office has what the others leave. */
const SHARE_OF_OTHERS = 10
/** The greatest of the offices comes first. */
const rankOf = ({ id }: OfficeProfile): number => (id === 'mopac' ? 0 : 1)

/** Adds so many cases to those that there are, and gives back how many there are then. */
export async function seedCases(given: SeedAsked): Promise<number> {
  const asked = { ...given, offices: given.offices.toSorted((a, b) => rankOf(a) - rankOf(b)) }
  const { superuserUrl, count, now, say = () => {} } = asked
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  try {
    const there = await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`set local synchronous_commit = off`
      await tx`set local maintenance_work_mem = '512MB'`
      await tx`set local work_mem = '64MB'`
      await tx.unsafe(SEED_STATEMENTS.tables)
      await keepLetters(tx, asked)
      await keepPlaces(tx, asked)
      const [made = { last: 0 }] = await tx<{ last: number }[]>`
        select coalesce(max(substring(mailbox from 'seed-([0-9]+)@')::int), 0) as last from raw_messages where mailbox like 'seed-%'`
      const isMuch = count > 20_000
      // Made again at the end: an index of words that grows row by row takes longer than all the rest.
      if (isMuch) for (const { name } of INDEXES_OF_WORDS) await tx.unsafe(`drop index ${name}`)
      const serials = await lastSerials(tx)
      for (let from = made.last; from < made.last + count; from += A_TURN) {
        const some = Math.min(A_TURN, made.last + count - from)
        await keepNew(tx, asked, { from, some, serials })
        for (const statement of SEED_STATEMENTS.rows)
          await tx.unsafe(statement, statement.includes('$1') ? [now.toISOString()] : [])
        say(`${from + some - made.last} of ${count}`)
      }
      await keepSerials(tx, serials)
      await keepPeople(tx, asked)
      if (isMuch) {
        say('making the indexes of words')
        for (const { statement } of INDEXES_OF_WORDS) await tx.unsafe(statement)
      }
      return made.last + count
    })
    say('counting for the planner')
    await sql`vacuum (analyze)`
    return there
  } finally {
    await sql.end()
  }
}

type Tx = postgres.TransactionSql

async function keepLetters(tx: Tx, { offices, officeKeys, now }: SeedAsked): Promise<void> {
  const letters = seedLetters(LETTERS)
  for (const office of offices) {
    const rows = await Promise.all(letters.map((letter, k) => letterRow(letter, k, office.id, officeKeys)))
    await tx`insert into data_keys ${tx(
      rows.map(({ key_id, wrapped, office_id }) => ({
        ...{ id: key_id, office_id, wrapped, office_key: officeKeys.current, made_at: now },
      })),
    )}`
    await tx`insert into seed_letters ${tx(rows.map(({ key_id: _, wrapped: __, ...row }) => row))}`
  }
  await tx`update seed_letters set words = to_tsvector('english', plain)`
  await tx`alter table seed_letters alter column others type jsonb using others::jsonb,
    alter column nothing type jsonb using nothing::jsonb, alter column stretches type jsonb using stretches::jsonb, alter column triage type jsonb using triage::jsonb`
  await tx`alter table seed_letters add primary key (office_id, k)`
  await tx`analyze seed_letters`
}

async function letterRow(letter: SeedLetter, k: number, officeId: string, officeKeys: OfficeKeys) {
  const key = { id: randomUUID(), officeId, bytes: randomBytes(KEY_BYTES) }
  const { subject, text, triage, route, others, risk, language, abstained, danger } = letter
  const source = `From: Seed <seed@example.net>\r\nSubject: ${subject}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`
  return {
    ...{ office_id: officeId, k, key_id: key.id },
    wrapped: Buffer.from(await officeKeys.wrap({ officeId, dataKeyId: key.id }, key.bytes)),
    ...{
      route,
      others: JSON.stringify(others),
      risk,
      language,
      abstained,
      plain_subject: plainWords(subject),
    },
    ...{ category: triage.risk.flags[0]?.category ?? '', starts: danger?.start ?? 0, ends: danger?.end ?? 0 },
    plain: plainWords(`${subject} ${text}`),
    subject: encryptText(key, subject),
    text: encryptText(key, text),
    note: encryptText(key, 'Spoke to the writer by telephone and said what happens next.'),
    stretches: JSON.stringify([
      { voice: 'own', start: 0, end: subject.length + 1 },
      { voice: 'own', start: subject.length + 1, end: subject.length + 1 + text.length },
    ]),
    nothing: JSON.stringify(encryptJson(key, [])),
    triage: JSON.stringify(encryptBeside(key, triage, { language })),
    source: Buffer.from(encryptBytes(key, Buffer.from(source))),
    size: source.length,
  }
}

/** What the routes of each office bring with them: the line of the schedule, and the first clock. */
async function keepPlaces(tx: Tx, { offices }: SeedAsked): Promise<void> {
  const rows = offices.flatMap((office) =>
    ROUTES.map((route) => {
      const kind = CLOCK_KINDS.find((one) => CLOCK_RULES[one].startedBy.includes(route))
      const { retentionSchedule, keepMonths, retentionTrigger } = retentionColumns(office, [route])
      return {
        ...{ office_id: office.id, route, mailbox: office.mailboxes[0]?.address ?? '', kind: kind ?? null },
        due_days: kind ? roughDays(CLOCK_RULES[kind].period) : null,
        ...{ schedule: retentionSchedule, keep_months: keepMonths, trigger: retentionTrigger },
      }
    }),
  )
  await tx`insert into seed_places ${tx(rows)}`
  const people = { given: [...GIVEN_NAMES], family: [...FAMILY_NAMES] }
  await tx`insert into seed_names values (${people.given}, ${people.family})`
}

/** Eight colleagues in each office, and a few alerts that somebody is at work on. */
async function keepPeople(tx: Tx, { offices, now }: SeedAsked): Promise<void> {
  const people = offices.flatMap(({ id }) =>
    Array.from({ length: 8 }, (_, at) => ({
      ...{ office_id: id, user_key: `seed:${at}`, user_name: `Colleague ${at + 1}`, seen_at: now },
      ...{ role: 'enquiries-officer', roles: tx.json(['enquiries-officer']) },
    })),
  )
  await tx`insert into staff ${tx(people)} on conflict (office_id, user_key) do update set seen_at = excluded.seen_at`
  for (const { id } of offices)
    await tx`update escalations set state = 'answered', closed_at = null, outcome = null where id in (
      select e.id from escalations as e join cases as c on c.id = e.case_id
      where e.office_id = ${id} and c.status <> 'closed' order by e.raised_at desc limit 8)
      and not exists (select from escalations where office_id = ${id} and state = 'answered')`
}

const DAYS_OF = { hours: 1 / 24, days: 1, 'working-days': 7 / 5, months: 30.4 } as const
const roughDays = ({ unit, count }: { unit: keyof typeof DAYS_OF; count: number }): number =>
  Math.ceil(count * DAYS_OF[unit])

type Serials = Map<string, number>

async function lastSerials(tx: Tx): Promise<Serials> {
  const rows = await tx<{ officeId: string; year: number; last: number }[]>`
    select office_id as "officeId", year, last from reference_counters`
  return new Map(rows.map(({ officeId, year, last }) => [`${officeId} ${year}`, last]))
}

async function keepSerials(tx: Tx, serials: Serials): Promise<void> {
  for (const [name, last] of serials) {
    const [officeId = '', year = ''] = name.split(' ')
    await tx`insert into reference_counters (office_id, year, last) values (${officeId}, ${Number(year)}, ${last})
      on conflict (office_id, year) do update set last = excluded.last`
  }
}

/** The next so many, each with its office, its day and its reference. */
async function keepNew(
  tx: Tx,
  { offices, now }: SeedAsked,
  { from, some, serials }: { from: number; some: number; serials: Serials },
): Promise<void> {
  const today = londonDay(now)
  const rows = Array.from({ length: some }, (_, at) => {
    const n = from + at + 1
    const share = mix(n, 1) % 100
    const office = (
      share < SHARE_OF_OTHERS * (offices.length - 1)
        ? offices[1 + (share % (offices.length - 1))]
        : offices[0]
    ) as OfficeProfile
    // More in the last years than in the first, as letters of offices have become more.
    const age = Math.floor(SPREAD_DAYS * ((mix(n, 2) % 100_000) / 100_000) ** 1.3)
    const on: IsoDate = addDays(today, -age)
    const year = Number(on.slice(0, 4))
    const name = `${office.id} ${year}`
    const serial = (serials.get(name) ?? 0) + 1
    serials.set(name, serial)
    return { n, office: office.id, on, age, reference: formatReference(office.referencePrefix, year, serial) }
  })
  const of = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name])
  await tx`truncate seed_new`
  await tx`insert into seed_new (n, office_id, on_day, age, reference)
    select * from unnest(${of('n')}::int[], ${of('office')}::text[], ${of('on')}::date[], ${of('age')}::int[], ${of('reference')}::text[])`
  await tx`analyze seed_new`
}

/** A number that looks like chance and is always the same for the same two. */
function mix(n: number, salt: number): number {
  let h = Math.imul(n ^ (salt * 0x9e3779b9), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
