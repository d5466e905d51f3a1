import { ImapAccount } from '../../src/config.ts'
import type { LineLimits } from '../../src/intake/imap-client.ts'
import { KeptLine } from '../../src/intake/kept-line.ts'
import type { FetchedMessage, MailAccount, Mailbox } from '../../src/intake/mailbox.ts'
import type { ScriptedServer } from './scripted-server.ts'

/** Long enough for a busy machine to answer, short enough for a test to see that nobody does. */
export const SHORT: LineLimits = { connectMs: 8_000, greetingMs: 1_500, answerMs: 3_000 }

/** The settings by which the scripted server is reached. */
export const scriptedAccount = (
  server: Pick<ScriptedServer, 'port'>,
  authority: string,
  change: Record<string, unknown> = {},
): ImapAccount =>
  ImapAccount.parse({
    office: 'mopac',
    address: 'enquiries@mopac.example.org',
    host: 'localhost',
    port: server.port,
    user: 'enquiries',
    password: 'the right one',
    certificateAuthority: authority,
    ...change,
  })

const CEILING_BYTES = 35 * 1024 * 1024

/** Fetches the way the poller does: describes, asks for all, keeps what comes until the first failure. */
export async function collect(
  mailbox: Mailbox,
): Promise<{ listed: bigint[]; fetched: FetchedMessage[]; failure?: unknown }> {
  const listed = [...(await mailbox.uidsFrom(1n))]
  const described = await mailbox.describe(listed)
  const fetched: FetchedMessage[] = []
  try {
    for await (const message of mailbox.fetch(described, CEILING_BYTES)) fetched.push(message)
    return { listed, fetched }
  } catch (failure) {
    return { listed, fetched, failure }
  }
}

/** The account on a connection of its own, which closing it ends. */
export async function openImapAccount(account: ImapAccount, limits?: LineLimits): Promise<MailAccount> {
  const line = new KeptLine(account, { now: () => new Date(), ...(limits ? { limits } : {}) })
  return { ...(await line.open()), close: () => line.close() }
}

/** Opens the account, lends it and closes it again, whatever happens. */
export async function withAccount<T>(
  account: ImapAccount,
  work: (opened: MailAccount) => Promise<T>,
  limits: LineLimits = SHORT,
): Promise<T> {
  const opened = await openImapAccount(account, limits)
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}
