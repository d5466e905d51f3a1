import postgres from 'postgres'

/** The start waits no longer than this for the look; what it did not come to is found when it is read. */
const MOST_MILLIS = 10_000

/** Postgres ended the statement because its time was over. */
const OUT_OF_TIME = '57014'

/**
 * Reads every page of the database's tables, the small ones first and the long values
 * beside them (TOAST) after those, so that the checksums of its pages are looked at.
 * Gives the name of the first table that is damaged, or what was damaged before any could
 * be read. Meant for the embedded database before anybody is served: Postgres itself
 * starts on a damaged page and answers until that page is asked for.
 */
export async function findDamage(superuserUrl: string): Promise<string | undefined> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {}, prepare: false })
  const endsAt = performance.now() + MOST_MILLIS
  let reading = 'the list of tables'
  try {
    await sql`set enable_indexscan = off`
    await sql`set enable_indexonlyscan = off`
    await sql`set enable_bitmapscan = off`
    const tables = await sql<{ read: string; name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as read, coalesce(owner.relname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        left join pg_class owner on owner.reltoastrelid = c.oid
      where c.relkind in ('r', 't') and c.relpersistence = 'p'
      order by c.relkind, c.relpages`
    for (const table of tables) {
      reading = table.name
      const left = Math.round(endsAt - performance.now())
      if (left <= 0) return undefined
      await sql.unsafe(`set statement_timeout = ${left}`)
      await sql.unsafe(`select count(*) from ${table.read}`)
    }
    return undefined
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (code === OUT_OF_TIME) return undefined
    return isDamage(code) ? reading : Promise.reject(error)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** SQLSTATE class XX says that what is stored is not what was written; 58030, that it cannot be read. */
const isDamage = (code: unknown): boolean =>
  typeof code === 'string' && (code.startsWith('XX') || code === '58030')
