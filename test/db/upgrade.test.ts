import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { migrateUpTo } from '../../src/db/migrate.ts'

/**
 * Migrations of this release that the one before it cannot run on, each with its reason. While
 * one is here the old processes are stopped before `migrate`: docs/upgrade.md.
 */
const NOT_ONLY_ADDING: Readonly<Record<string, string>> = {}

type Column = { name: string; type: string; notNull: boolean; default?: unknown; generated?: unknown }
type Snapshot = { tables: Record<string, { name: string; columns: Record<string, Column> }> }
type Entry = { idx: number; tag: string }

const read = <T>(file: string) => JSON.parse(readFileSync(`drizzle/${file}`, 'utf8')) as T
const { entries } = read<{ entries: Entry[] }>('meta/_journal.json')
const released = entries.findIndex(({ tag }) => tag === read<{ tag: string }>('last-release.json').tag)
const since = entries.slice(released + 1).filter(({ tag }) => !(tag in NOT_ONLY_ADDING))
const snapshot = (at: Entry | undefined) =>
  read<Snapshot>(`meta/${String(at?.idx).padStart(4, '0')}_snapshot.json`).tables

/** What of the newer tables the older release could not read or write. */
function broken(older: Snapshot['tables'], newer: Snapshot['tables']): string[] {
  return Object.entries(older).flatMap(([key, table]) => {
    const now = newer[key]
    if (!now) return [`${table.name} is gone`]
    const lost = Object.values(table.columns).flatMap((column) => {
      const found = now.columns[column.name]
      if (!found) return [`${table.name}.${column.name} is gone`]
      if (found.type !== column.type) return [`${table.name}.${column.name} has another type`]
      return found.notNull && !column.notNull ? [`${table.name}.${column.name} must be filled now`] : []
    })
    const needed = Object.values(now.columns)
      .filter(
        ({ name, notNull, default: given, generated }) =>
          notNull && given === undefined && generated === undefined && !table.columns[name],
      )
      .map(({ name }) => `${table.name}.${name} is new and must be filled`)
    return [...lost, ...needed]
  })
}

/** What a statement would take from the release before, by its words; `made` are the tables and columns that are new. */
function takes(statement: string, made: ReadonlySet<string>): string | undefined {
  const words = statement
    .replace(/--[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const of = /\b(?:TABLE|ON)\s+"(\w+)"/i.exec(words)?.[1]
  if (of !== undefined && made.has(of)) return undefined
  // A check of new columns alone holds for rows that the older release writes: it leaves them empty.
  const named = [...words.matchAll(/"(\w+)"\."(\w+)"/g)].map(([, table, column]) => `${table}.${column}`)
  const isOfNewOnly = named.length > 0 && named.every((one) => made.has(one))
  if (isOfNewOnly && /\bADD CONSTRAINT "\w+" CHECK\b/i.test(words)) return undefined
  const forbidden = [
    /^DROP (TABLE|COLUMN|FUNCTION|SCHEMA|TYPE|POLICY)\b/i,
    /^ALTER TABLE\b.*\b(DROP COLUMN|RENAME|SET NOT NULL|DROP DEFAULT|SET DATA TYPE|ADD CONSTRAINT)\b/i,
    /^CREATE UNIQUE INDEX\b/i,
    /^TRUNCATE\b/i,
    /^REVOKE\b.*\bFROM "waypost_app"/i,
  ]
  return forbidden.some((one) => one.test(words)) ? words.slice(0, 120) : undefined
}

const statementsOf = ({ tag }: Entry) =>
  readFileSync(`drizzle/${tag}.sql`, 'utf8').split('--> statement-breakpoint')

let admin: postgres.Sql
const name = `t_${randomBytes(6).toString('hex')}`
beforeAll(() => {
  admin = postgres(inject('postgres').superuserUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.end()
})

describe('the release before, on the tables of this one', () => {
  it('is one that is named, and the list of exceptions names nothing that has gone', () => {
    expect(released).toBeGreaterThanOrEqual(0)
    const after = entries.slice(released + 1).map(({ tag }) => tag)
    expect(Object.keys(NOT_ONLY_ADDING).filter((tag) => !after.includes(tag))).toEqual([])
  })

  it('finds every table and column, and need not know the new ones', () => {
    const last = Object.keys(NOT_ONLY_ADDING).length > 0 ? entries[released] : entries.at(-1)
    expect(broken(snapshot(entries[released]), snapshot(last))).toEqual([])
  })

  it('is left no statement that takes something away or asks more of old tables', () => {
    const made = new Set<string>()
    const taken = since.flatMap((entry) =>
      statementsOf(entry).flatMap((statement) => {
        const table = /^\s*CREATE TABLE "(\w+)"/i.exec(statement)?.[1]
        const column = /^\s*ALTER TABLE "(\w+)" ADD COLUMN "(\w+)"/i.exec(statement)
        if (table !== undefined) made.add(table)
        if (column) made.add(`${column[1]}.${column[2]}`)
        const found = takes(statement, made)
        return found === undefined ? [] : [`${entry.tag}: ${found}`]
      }),
    )
    expect(taken).toEqual([])
  })

  it('may do to each column what it could', async () => {
    const at = (url: string, database: string) =>
      Object.assign(new URL(url), { pathname: `/${database}` }).href
    const server = inject('postgres')
    await admin.unsafe(`create database ${name} owner waypost_owner`)
    await migrateUpTo(at(server.ownerUrl, name), 'drizzle', released + 1)
    const rights = async (database: string) => {
      const sql = postgres(at(server.ownerUrl, database), { max: 1 })
      const rows = await sql<{ may: string }[]>`
        select table_name || '.' || column_name || ' ' || privilege_type as may
        from information_schema.column_privileges where grantee = 'waypost_app' and table_schema = 'public'`
      await sql.end()
      return new Set(rows.map(({ may }) => may))
    }
    const now = await rights(server.template)
    const before = await rights(name)
    expect(before.size).toBeGreaterThan(500)
    expect([...before].filter((may) => !now.has(may))).toEqual([])
  })
})

describe('what is read in a migration', () => {
  it.each([
    'ALTER TABLE "cases" DROP COLUMN "subject";',
    'ALTER TABLE "cases" RENAME COLUMN "subject" TO "title";',
    'ALTER TABLE "cases" ALTER COLUMN "outcome" SET NOT NULL;',
    'ALTER TABLE "cases" ADD CONSTRAINT "x" CHECK (true);',
    'ALTER TABLE "cases" ADD CONSTRAINT "x" CHECK ("cases"."new" is null or "cases"."old" > 0);',
    'CREATE UNIQUE INDEX "x" ON "cases" USING btree ("subject");',
    '-- why\nREVOKE UPDATE ON "cases" FROM "waypost_app";',
    'DROP TABLE "cases";',
  ])('is refused: %s', (statement) => {
    expect(takes(statement, new Set())).toBeDefined()
  })

  it.each([
    'ALTER TABLE "cases" ADD COLUMN "colour" text;',
    'CREATE INDEX "x" ON "cases" USING btree ("subject");',
    'ALTER TABLE "fresh" ADD CONSTRAINT "x" FOREIGN KEY ("a") REFERENCES "cases"("id");',
    'REVOKE UPDATE ON "fresh" FROM "waypost_app";',
    'ALTER TABLE "cases" ALTER COLUMN "outcome" DROP NOT NULL;',
    'ALTER TABLE "cases" ADD CONSTRAINT "x" CHECK ("cases"."new" is null or "cases"."new" > 0);',
  ])('is let by: %s', (statement) => {
    expect(takes(statement, new Set(['fresh', 'cases.new']))).toBeUndefined()
  })

  it('tells a column that has gone, changed, or must be filled', () => {
    const column = (name: string, more: Partial<Column> = {}): Column => ({
      name,
      type: 'text',
      notNull: false,
      ...more,
    })
    const tables = (...columns: Column[]) => ({
      t: { name: 't', columns: Object.fromEntries(columns.map((one) => [one.name, one])) },
    })
    const older = tables(column('a'), column('b'), column('c'))
    const newer = tables(
      column('a', { type: 'uuid' }),
      column('b', { notNull: true }),
      column('d', { notNull: true }),
    )
    expect(broken(older, newer)).toEqual([
      't.a has another type',
      't.b must be filled now',
      't.c is gone',
      't.d is new and must be filled',
    ])
    expect(broken(older, {})).toEqual(['t is gone'])
  })
})
