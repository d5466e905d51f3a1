import { readFileSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { DATA_MAP } from '../../src/papers/data-map.ts'
import { dataMapText, keptFor } from '../../src/papers/data-map-text.ts'

const tables = Object.values(schema)
  .flatMap((value) => (is(value, PgTable) ? [getTableConfig(value)] : []))
  .map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => column.name),
    /** What can hold words: anything but ids, numbers, days and moments. The office's own id stands in each. */
    wordy: columns
      .filter(
        (column) =>
          /^(text|jsonb|bytea|tsvector)$|\[/.test(column.getSQLType()) && column.name !== 'officeId',
      )
      .map((column) => column.name),
  }))

describe('the data map', () => {
  it('has every table, and no table that is gone', () => {
    expect(Object.keys(DATA_MAP).sort()).toEqual(tables.map(({ name }) => name).sort())
  })

  it('says of every column that can hold words whether it is personal, once', () => {
    for (const { name, wordy } of tables) {
      const { personal = [], other = [] } = DATA_MAP[name] ?? {}
      expect([name, ...[...personal, ...other].sort()]).toEqual([name, ...[...wordy].sort()])
    }
  })

  it('says that a table is about nobody only where no column holds anything of people', () => {
    const wrong = Object.entries(DATA_MAP).filter(
      ([, { whose, personal }]) => whose === 'nobody' && personal.length > 0,
    )
    expect(wrong.map(([name]) => name)).toEqual([])
  })

  it('says of every table how long it is kept', () => {
    for (const { name } of tables) expect(keptFor(name), name).not.toBe('')
  })

  it('is docs/data-map.md as it stands', () => {
    const file = readFileSync('docs/data-map.md', 'utf8')
    const plain = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
    expect(plain(file), 'npm run -s waypost -- data-map > docs/data-map.md').toBe(plain(dataMapText()))
  })
})
