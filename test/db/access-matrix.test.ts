/**
 * Every table by every kind of person and every office, with the service's own checks off: what
 * is sent here are bare statements, as the role that the service runs as. Read from the catalogue,
 * so that a table of next year is in it or the test fails.
 */
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db.ts'

type Column = { name: string; type: string; isArray: boolean; isNeeded: boolean }
/** `mayChange`, `mayRemove`: whether the service has the right at all; where not, nothing more need be asked. */
type Table = { name: string; columns: Column[]; mayChange: boolean; mayRemove: boolean }

const OFFICES = ['mopac', 'leicestershire-opcc', 'west-midlands-pcc'] as const
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const CASES = ['open', 'sealed', 'kept'] as const
type Which = (typeof CASES)[number]
const PEOPLE = ['', 'ordinary', 'named', 'broke-seal', 'too-late', 'kept'] as const
/** Which of the three cases each of them sees; '' is a job, which serves nobody. */
const SEES: Record<(typeof PEOPLE)[number], Which[]> = {
  '': ['open', 'sealed', 'kept'],
  ordinary: ['open', 'kept'],
  named: ['open', 'sealed', 'kept'],
  'broke-seal': ['open', 'sealed', 'kept'],
  'too-late': ['open', 'kept'],
  kept: ['open'],
}
const ONE_AN_OFFICE = ['acknowledgement_gates', 'audit_heads', 'breach_counters']
/** Noted of a writer, who may have to be answered in another case, or the list of who is kept out itself. */
const NOT_OF_A_CASE = ['safe_contacts', 'contact_restrictions', 'kept_from']

let database: TestDatabase
let app: postgres.Sql
let owner: postgres.Sql
let tables: Table[]

beforeAll(async () => {
  database = await testDatabase()
  app = postgres(database.appUrl, { max: 1, onnotice: () => {}, fetch_types: false })
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  tables = await tablesOf(admin)
  await fill(admin)
  await admin.end()
})
afterAll(async () => {
  await app.end()
  await owner.end()
  await database.close()
})

async function tablesOf(admin: postgres.Sql): Promise<Table[]> {
  const columns = await admin`
    select c.relname as table_name, a.attname as name, format_type(a.atttypid, null) as type, t.typcategory = 'A' as is_array,
      a.attnotnull as is_needed, has_column_privilege('waypost_app', c.oid, 'office_id', 'UPDATE') as may_change,
      has_table_privilege('waypost_app', c.oid, 'DELETE') as may_remove
    from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
    order by c.relname, a.attnum`
  const named = new Map<string, Table>()
  for (const row of columns) {
    const name: string = row['table_name']
    const table: Table = named.get(name) ?? {
      ...{ name, columns: [], mayChange: row['may_change'], mayRemove: row['may_remove'] },
    }
    const { type, is_array: isArray, is_needed: isNeeded } = row
    table.columns.push({ name: row['name'], type, isArray, isNeeded })
    named.set(name, table)
  }
  return [...named.values()]
}

/** A value of the type that nothing else holds; rules between columns are off while it is written. */
function sampleOf({ type, isArray, isNeeded }: Column, n: number): unknown {
  if (!isNeeded) return null
  if (isArray) return '{}'
  if (/^(uuid)$/.test(type)) return uuid(1_000 + n)
  if (/int|numeric|double|real/.test(type)) return n
  if (/^bool/.test(type)) return false
  if (/^time|^date/.test(type)) return new Date(Date.UTC(2020, 0, n)).toISOString()
  if (/json/.test(type)) return '{}'
  if (/bytea/.test(type)) return '\\x01'
  return `w${n}`
}

/**
 * Three rows for every table and office: of an open case, of a sealed one and of one that somebody
 * is kept from. Written by whoever owns the server, with triggers, references and rules off.
 */
async function fill(admin: postgres.Sql): Promise<void> {
  const constraints = await admin`
    select conrelid::regclass::text as on_table, conname as name from pg_constraint
    where contype in ('c', 'f') and connamespace = 'public'::regnamespace`
  for (const { on_table, name } of constraints)
    await admin.unsafe(`alter table ${on_table} drop constraint if exists "${name}" cascade`)
  await admin`set session_replication_role = replica`
  let n = 0
  for (const office of OFFICES) {
    for (const table of tables) {
      for (const [at, which] of CASES.entries()) {
        n += 1
        await insert(admin, table, { office, ...rowOf(table, { n, at, which, office }) }, n)
      }
    }
  }
  await admin`set session_replication_role = default`
  // So that row-level security alone is asked, and not what else a row has to be.
  for (const { name } of tables) await admin.unsafe(`alter table "${name}" disable trigger user`)
}

/** The ids by which the rows of one case hang together, each another in every office. */
const idOf = (kind: 'case' | 'alert' | 'message' | 'raw', which: Which, office: string): string =>
  uuid(
    ['case', 'alert', 'message', 'raw'].indexOf(kind) * 1_000_000 +
      (OFFICES as readonly string[]).indexOf(office) * 10_000 +
      CASES.indexOf(which) +
      10_000_000,
  )

function rowOf(
  { name }: Table,
  { which, office }: { n: number; at: number; which: Which; office: string },
): Record<string, unknown> {
  const ids = {
    case_id: idOf('case', which, office),
    escalation_id: idOf('alert', which, office),
    message_id: idOf('message', which, office),
    raw_message_id: idOf('raw', which, office),
    part_id: idOf('raw', which, office),
    breach_id: idOf('case', which, office),
    copy_of: null,
    whole_of: null,
  }
  const own: Record<string, Record<string, unknown>> = {
    cases: { id: ids.case_id },
    escalations: { id: ids.escalation_id },
    messages: { id: ids.message_id },
    raw_messages: { id: ids.raw_message_id },
    breaches: { id: ids.breach_id },
    case_seals: {
      case_id: idOf('case', 'sealed', office),
      ended_at: which === 'sealed' ? null : '2026-11-30',
    },
    kept_from: {
      case_id: idOf('case', 'kept', office),
      user_key: 'kept',
      ended_at: which === 'kept' ? null : '2026-11-30',
    },
    case_admissions: {
      case_id: idOf('case', 'sealed', office),
      user_key: { open: 'named', sealed: 'broke-seal', kept: 'too-late' }[which],
      until: { open: null, sealed: '2999-01-01', kept: '2026-01-01' }[which],
      ended_at: null,
    },
  }
  return { ...ids, ...own[name] }
}

async function insert(
  sql: postgres.Sql,
  table: Table,
  { office, ...given }: Record<string, unknown>,
  n: number,
): Promise<void> {
  const row = Object.fromEntries(
    table.columns.map((column) => [
      column.name,
      column.name === 'office_id' ? office : column.name in given ? given[column.name] : sampleOf(column, n),
    ]),
  )
  await sql.unsafe(insertText(table, row), Object.values(row) as never[])
}

const insertText = ({ name, columns }: Table, row: Record<string, unknown>): string =>
  `insert into "${name}" (${Object.keys(row)
    .map((one) => `"${one}"`)
    .join(', ')}) values (${columns
    .map(({ type }, at) => `$${at + 1}::text::${type}`)
    .join(', ')}) on conflict do nothing`

type As = { office?: string; person?: string }

/** One statement as the service, as whom it says; it is taken back afterwards. */
async function asApp<T>(
  { office, person }: As,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  let result: T | undefined
  await app
    .begin(async (tx) => {
      if (office !== undefined) await tx`select set_config('app.office', ${office}, true)`
      if (person) await tx`select set_config('app.person', ${person}, true)`
      result = await work(tx)
      throw new TakenBack()
    })
    .catch((error) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return result as T
}
class TakenBack extends Error {}

/** How many rows it reached; a permission that the role does not have reaches none. */
const reached = async (as: As, statement: string): Promise<number> => {
  try {
    return await asApp(as, async (tx) => (await tx.unsafe(statement)).count)
  } catch (error) {
    if (error instanceof postgres.PostgresError && ['42501'].includes(error.code)) return 0
    throw error
  }
}

/** How many rows of each table somebody sees, in one statement. */
const countsOf = (as: As, of: readonly Table[], where = ''): Promise<number[]> =>
  asApp(as, async (tx) => {
    const counts = of.map(({ name }, n) => `select ${n} as n, count(*)::int as seen from "${name}" ${where}`)
    return (await tx.unsafe(`${counts.join(' union all ')} order by n`)).map((row) => row['seen'])
  })

const hasColumn = ({ columns }: Table, name: string): boolean =>
  columns.some((column) => column.name === name)
/** A column that the service may change, so that the rule and not the right is asked. */
const isOfACase = (table: Table): boolean =>
  !NOT_OF_A_CASE.includes(table.name) &&
  (['cases', 'raw_messages', 'breach_events', 'whole_fetches', 'whole_pieces'].includes(table.name) ||
    ['case_id', 'escalation_id', 'message_id', 'raw_message_id'].some((name) => hasColumn(table, name)))

describe('the database, with every check of the service off', () => {
  it('has a row of each case in every table, in every office, and no table is left out', async () => {
    const catalogue = await owner`select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm', 'f') order by relname`
    expect(catalogue.map((row) => row['relname'])).toEqual(tables.map(({ name }) => name).sort())
    expect(tables.length).toBeGreaterThan(60)
    expect(tables.filter((table) => !hasColumn(table, 'office_id'))).toEqual([])
    for (const office of OFFICES) {
      const seen = await countsOf({ office }, tables)
      expect(tables.map(({ name }, n) => [name, seen[n]])).toEqual(
        tables.map(({ name }) => [name, ONE_AN_OFFICE.includes(name) ? 1 : 3]),
      )
    }
  })

  it('shows, changes and removes nothing of another office, and nothing at all where none is named', async () => {
    for (const office of OFFICES) {
      for (const as of [undefined, '', ...OFFICES.filter((other) => other !== office)]) {
        const who = as === undefined ? {} : { office: as }
        const where = `where office_id = '${office}'`
        expect([as, await countsOf(who, tables, where)]).toEqual([as, tables.map(() => 0)])
        for (const { name, mayChange, mayRemove } of tables) {
          for (const statement of [
            ...(mayChange ? [`update "${name}" set office_id = office_id ${where}`] : []),
            ...(mayRemove ? [`delete from "${name}" ${where}`] : []),
          ]) {
            expect([statement, as, await reached(who, statement)]).toEqual([statement, as, 0])
          }
        }
      }
    }
  })

  it('takes no row for another office, and moves none of its own there', async () => {
    for (const table of tables) {
      const row = Object.fromEntries(
        table.columns.map((column) => [
          column.name,
          column.name === 'office_id' ? 'leicestershire-opcc' : sampleOf(column, 900_000),
        ]),
      )
      const adding = asApp({ office: 'mopac' }, (tx) =>
        tx.unsafe(insertText(table, row), Object.values(row) as never[]),
      )
      await expect(adding, table.name).rejects.toThrow(/row-level security|permission denied/)
      if (!table.mayChange) continue
      const moving = asApp({ office: 'mopac' }, (tx) =>
        tx.unsafe(`update "${table.name}" set office_id = 'leicestershire-opcc'`),
      )
      await expect(moving, table.name).rejects.toThrow(/row-level security/)
    }
  })

  it.each(PEOPLE)(
    'shows a person exactly the cases that are theirs to see, in every table: %j',
    async (person) => {
      const expected = SEES[person].length
      const ofCases = tables.filter(isOfACase)
      // All rows of these two are of the sealed case.
      const ofTheSealed = SEES[person].includes('sealed') ? 3 : 0
      for (const office of OFFICES) {
        const seen = await countsOf({ office, person }, ofCases)
        expect(ofCases.map(({ name }, n) => [name, seen[n]])).toEqual(
          ofCases.map(({ name }) => [name, /^case_(seals|admissions)$/.test(name) ? ofTheSealed : expected]),
        )
      }
    },
  )

  it.each(PEOPLE.filter((person) => SEES[person].length < 3))(
    'changes and removes nothing that this person does not see: %j',
    async (person) => {
      const hidden = (Object.keys(CASES) as Which[]).filter((one) => !SEES[person].includes(one))
      for (const table of tables.filter(isOfACase)) {
        const names = ['case_id', 'escalation_id', 'message_id', 'raw_message_id', 'part_id', 'breach_id']
        const by = { cases: 'case', raw_messages: 'raw' }[table.name]
          ? 'id'
          : names.find((name) => hasColumn(table, name))
        const kind =
          { cases: 'case', raw_messages: 'raw' }[table.name] ??
          {
            case_id: 'case',
            escalation_id: 'alert',
            message_id: 'message',
            raw_message_id: 'raw',
            part_id: 'raw',
            breach_id: 'case',
          }[by ?? '']
        for (const which of hidden) {
          const id = idOf(kind as 'case', which, 'mopac')
          for (const statement of [
            ...(table.mayChange
              ? [`update "${table.name}" set office_id = office_id where "${by}" = '${id}'`]
              : []),
            ...(table.mayRemove ? [`delete from "${table.name}" where "${by}" = '${id}'`] : []),
          ]) {
            expect([statement, await reached({ office: 'mopac', person }, statement)]).toEqual([statement, 0])
          }
        }
      }
    },
  )
})
