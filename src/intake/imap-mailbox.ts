import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import type { ImapAccount } from '../config.ts'
import { TryAgainLater } from '../errors.ts'
import type { FetchedMessage, Mailbox } from './mailbox.ts'

/** Over this only the head is fetched; the case says that the rest is on the server. */
const CEILING_BYTES = 35 * 1024 * 1024
const HEAD_BYTES = 256 * 1024

/**
 * One folder over IMAP. TLS is required and checked: `starttls` stops before signing
 * in if the server does not offer it, because a password sent in clear is lost.
 *
 * Opened read-only (EXAMINE), so that not even the seen mark changes on the server.
 */
export async function openImapMailbox(account: ImapAccount, folder: string): Promise<Mailbox> {
  const client = connectImap(account)
  await connected(client)
  return {
    officeId: account.office,
    address: account.address,
    folder,
    list: async () => {
      const opened = await client.mailboxOpen(folder, { readOnly: true })
      const found = opened.exists === 0 ? [] : await client.search({ all: true }, { uid: true })
      if (!found) throw new TryAgainLater('The mail server did not answer the search')
      return { validity: opened.uidValidity, uids: found.map(BigInt) }
    },
    fetch: (uids) => fetchEach(client, uids),
    close: () => client.logout().catch(() => client.close()),
  }
}

/** A client with our limits; its errors are handled where they are awaited. */
export function connectImap(account: ImapAccount): ImapFlow {
  const options: ImapFlowOptions = {
    host: account.host,
    port: account.port,
    secure: account.tls === 'implicit',
    doSTARTTLS: account.tls === 'starttls' ? true : undefined,
    auth: account.accessToken
      ? { user: account.user, accessToken: account.accessToken }
      : { user: account.user, pass: account.password ?? '' },
    tls: {
      minVersion: 'TLSv1.2',
      ...(account.certificateAuthority ? { ca: account.certificateAuthority } : {}),
    },
    logger: false,
    disableAutoIdle: true,
    socketTimeout: 120_000,
    // Re-issued well before servers and middleboxes drop a silent connection (RFC 2177: 29 minutes).
    maxIdleTime: 8 * 60_000,
  } as ImapFlowOptions
  const client = new ImapFlow(options)
  client.on('error', () => {})
  return client
}

async function connected(client: ImapFlow): Promise<void> {
  try {
    await client.connect()
  } catch (cause) {
    throw new TryAgainLater('The mail server could not be reached or did not accept the sign-in', { cause })
  }
}

/** Sizes first, then one body at a time: a batch never holds more than one message in memory. */
async function* fetchEach(client: ImapFlow, uids: readonly bigint[]): AsyncIterable<FetchedMessage> {
  if (uids.length === 0) return
  const range = uids.join(',')
  const sizes = await client.fetchAll(range, { uid: true, size: true, internalDate: true }, { uid: true })
  for (const { uid, size = 0, internalDate } of sizes) {
    const cutShort = size > CEILING_BYTES
    const fetched = await client.fetchOne(
      String(uid),
      { uid: true, source: cutShort ? { start: 0, maxLength: HEAD_BYTES } : true },
      { uid: true },
    )
    if (!fetched || !fetched.source) continue
    yield {
      uid: BigInt(uid),
      source: new Uint8Array(fetched.source),
      receivedAt: internalDate ? new Date(internalDate) : new Date(),
      cutShort,
    }
  }
}
