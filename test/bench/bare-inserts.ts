import postgres from 'postgres'
import { perSecond } from './figures.ts'
import { letterNumber } from './letters.ts'

/** Bare durable inserts a second of the same bytes, each with a commit of its own. */
export async function bareInserts(databaseUrl: string, count: number, lanes: number): Promise<number> {
  const sql = postgres(databaseUrl, { max: lanes, onnotice: () => {} })
  await sql`create table if not exists bench_raw (id serial primary key, source bytea not null)`
  const sources = Array.from({ length: count }, (_, n) => Buffer.from(letterNumber(n, 'bare')))
  const run = () =>
    perSecond(count, lanes, (n) => sql`insert into bench_raw (source) values (${sources[n] ?? ''})`)
  await run()
  const speed = await run()
  await sql.end()
  return speed
}
