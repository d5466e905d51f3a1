import type postgres from 'postgres'
import type { Manifest } from './manifest.ts'

type Table = Manifest['tables'][number]

/** The tables of ours and their columns, each after those that it points at. */
export async function tablesOf(sql: postgres.ISql): Promise<Table[]> {
  const tables = await sql<Table[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class as c join pg_attribute as a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`
  const pointers = await sql<{ from: string; to: string }[]>`
    select f.relname as from, t.relname as to from pg_constraint as p
    join pg_class as f on f.oid = p.conrelid join pg_class as t on t.oid = p.confrelid
    where p.contype = 'f' and p.connamespace = 'public'::regnamespace and p.conrelid <> p.confrelid`
  return inOrder(tables, pointers)
}

/** Throws where two tables point at each other: neither could be filled first. */
export function inOrder(
  tables: readonly Table[],
  pointers: readonly { from: string; to: string }[],
): Table[] {
  const done = new Set<string>()
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const ready = tables.filter(
      ({ name }) => !done.has(name) && pointers.every(({ from, to }) => from !== name || done.has(to)),
    )
    if (ready.length === 0) throw new Error('Two tables point at each other, and neither can be filled first')
    for (const table of ready) done.add(table.name)
    ordered.push(...ready)
  }
  return ordered
}
