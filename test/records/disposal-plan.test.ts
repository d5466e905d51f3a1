import { is } from 'drizzle-orm'
import { CasingCache } from 'drizzle-orm/casing'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { DISPOSAL_PLAN, KEPT_COLUMNS, NOT_OF_A_CASE } from '../../src/retention/disposal-plan.ts'

const casing = new CasingCache('snake_case')
const tables = Object.values(schema)
  .flatMap((value) => (is(value, PgTable) ? [value] : []))
  .map((table) => ({
    name: getTableConfig(table).name,
    columns: getTableConfig(table).columns.map((column) => casing.getColumnCasing(column)),
  }))
const removed = DISPOSAL_PLAN.filter((step) => !step.blank).map(({ table }) => table)
const emptied = DISPOSAL_PLAN.filter((step) => step.blank)

describe('what goes with a case', () => {
  it('is said of every table that there is, once', () => {
    const said = [...new Set(removed), ...emptied.map(({ table }) => table), ...Object.keys(NOT_OF_A_CASE)]
    expect(said.sort()).toEqual(tables.map(({ name }) => name).sort())
  })

  it('is said of every column of a table whose rows stay', () => {
    for (const { table, blank } of emptied) {
      const said = [...Object.keys(blank ?? {}), ...(KEPT_COLUMNS[table] ?? [])]
      expect([table, ...said.sort()]).toEqual([
        table,
        ...(tables.find(({ name }) => name === table)?.columns ?? []).sort(),
      ])
    }
  })

  it('leaves no table alone that says which case, message or letter it is of, but for those with a reason', () => {
    const ofCase = tables.filter(({ columns }) =>
      columns.some((column) => /^(case|message|escalation|clock|chase|raw_message)_id$/.test(column)),
    )
    const known = [...removed, ...emptied.map(({ table }) => table)]
    expect(
      ofCase
        .map(({ name }) => name)
        .filter((name) => !known.includes(name))
        .sort(),
    ).toEqual(
      [
        'alert_answers',
        'audit',
        'breaches',
        'disposal_certificates',
        'disposal_marks',
        'drills',
        'erasures',
        'ledger',
      ].sort(),
    )
  })

  it('names columns that there are', () => {
    for (const { table, by } of DISPOSAL_PLAN)
      expect(tables.find(({ name }) => name === table)?.columns).toContain(by)
  })
})
