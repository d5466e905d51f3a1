import { ImapFlow } from 'imapflow'
import postgres from 'postgres'
import type { Dovecot } from '../end-to-end/dovecot.ts'
import { perSecond } from './figures.ts'

/** The least that taking in a mail can cost: fetched by itself, and its bytes inserted with a commit of their own. */
export async function imapFloor(dovecot: Dovecot, databaseUrl: string, count: number): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  await sql`create table if not exists bench_raw (id serial primary key, source bytea not null)`
  const client = new ImapFlow({
    host: 'localhost',
    port: dovecot.port,
    secure: true,
    auth: { user: dovecot.user, pass: dovecot.password },
    tls: { ca: dovecot.certificateAuthority },
    logger: false,
  })
  await client.connect()
  try {
    await client.mailboxOpen('INBOX', { readOnly: true })
    const uids = (await client.search({ all: true }, { uid: true })) || []
    const last = uids.slice(-count)
    return await perSecond(last.length, 1, async (n) => {
      const one = await client.fetchOne(String(last[n]), { source: true }, { uid: true })
      if (one === false || one.source === undefined) throw new Error('The mail server handed nothing over')
      await sql`insert into bench_raw (source) values (${one.source})`
    })
  } finally {
    await client.logout()
    await sql.end()
  }
}
