/**
 * The first of two layers that keep offices apart: every statement that is built inside an office
 * names that office itself, in each table it reads, changes or writes. Row-level security in the
 * database is the second and knows nothing of this one; each is tested with the other switched off.
 *
 * Added where statements are built, and not by whoever writes them, so that none can forget it.
 * Statements that are written as text (`sql`) are left to row-level security.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { and, eq, getTableColumns, is, Param, type SQL } from 'drizzle-orm'
import { type PgColumn, type PgDialect, PgTable } from 'drizzle-orm/pg-core'

const office = new AsyncLocalStorage<string>()

/** Every statement that the work builds is one of that office. */
export const namingOffice = <T>(officeId: string, work: () => T): T => office.run(officeId, work)

/** A row that names another office than its transaction; it is a fault of ours and nothing is written. */
export class ForeignRow extends Error {
  override name = 'ForeignRow'
}

type Config = { table: unknown; where?: SQL | undefined; joins?: Join[] | undefined }
type Join = { table: unknown; on: SQL | undefined }

/** The condition that a table is this office's; undefined for what is no table, or outside any office. */
export function ofThisOffice(table: unknown): SQL | undefined {
  const named = office.getStore()
  if (named === undefined || !is(table, PgTable)) return undefined
  const column = (getTableColumns(table) as Record<string, PgColumn>)['officeId']
  return column && eq(column, named)
}

const narrowed = <T extends Config>(config: T): T => ({
  ...config,
  where: and(config.where, ofThisOffice(config.table)),
  // A join without a condition stays one: what it joins is a list of ours or a lateral.
  joins: config.joins?.map((join) =>
    join.on ? { ...join, on: and(join.on, ofThisOffice(join.table)) } : join,
  ),
})

type Insert = { table: unknown; values: unknown }

function checkRows({ table, values }: Insert): void {
  const named = office.getStore()
  if (named === undefined || !is(table, PgTable) || !Array.isArray(values)) return
  for (const row of values as Record<string, unknown>[]) {
    const given = row['officeId']
    if (is(given, Param) && given.value !== named)
      throw new ForeignRow('A row names another office than the transaction that writes it')
  }
}

type Builds = 'buildSelectQuery' | 'buildUpdateQuery' | 'buildDeleteQuery'

/** Has that database's statements name their office from now on. */
export function nameOffices(dialect: PgDialect): void {
  const builds = dialect as unknown as Record<Builds | 'buildInsertQuery', (config: Config | Insert) => SQL>
  for (const verb of ['buildSelectQuery', 'buildUpdateQuery', 'buildDeleteQuery'] as const) {
    const build = builds[verb].bind(dialect)
    builds[verb] = (config) => build(narrowed(config as Config))
  }
  const insert = builds.buildInsertQuery.bind(dialect)
  builds.buildInsertQuery = (config) => {
    checkRows(config as Insert)
    return insert(config)
  }
}
