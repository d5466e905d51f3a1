import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import type { ImapAccount } from '../config.ts'
import { TryAgainLater } from '../errors.ts'
import {
  type Described,
  type FetchedMessage,
  FolderMissing,
  type FolderStatus,
  type MailAccount,
  type Mailbox,
} from './mailbox.ts'

const HEAD_BYTES = 256 * 1024

/**
 * An account over IMAP. TLS is required and checked: `starttls` stops before signing
 * in if the server does not offer it, because a password sent in clear is lost.
 */
export async function openImapAccount(account: ImapAccount): Promise<MailAccount> {
  const client = connectImap(account)
  await connected(client)
  const named = { officeId: account.office, address: account.address }
  return {
    ...named,
    folders: async () => (await client.list()).map(({ path, specialUse }) => ({ path, specialUse })),
    open: async (path) => {
      await opened(client, path)
      return folderOf(client, { ...named, folder: path })
    },
    close: () => client.logout().catch(() => client.close()),
  }
}

/** Opened read-only (EXAMINE), so that not even the seen mark changes on the server. */
async function opened(client: ImapFlow, path: string): Promise<void> {
  try {
    await client.mailboxOpen(path, { readOnly: true })
  } catch (cause) {
    if (cause instanceof Error && 'mailboxMissing' in cause)
      throw new FolderMissing('The mail server has no such folder', { cause })
    throw cause
  }
}

function folderOf(client: ImapFlow, named: { officeId: string; address: string; folder: string }): Mailbox {
  return {
    ...named,
    status: async () => {
      await opened(client, named.folder)
      return statusOf(client)
    },
    uidsFrom: async (from) => {
      const found = await client.search({ uid: `${from}:*` }, { uid: true })
      if (!found) throw new TryAgainLater('The mail server did not answer the search')
      // `n:*` names the last message even where its uid is below n.
      return found.map(BigInt).filter((uid) => uid >= from)
    },
    describe: (uids) => describeEach(client, uids),
    fetch: (described, ceilingBytes) => fetchEach(client, described, ceilingBytes),
  }
}

function statusOf(client: ImapFlow): FolderStatus {
  const open = client.mailbox
  if (!open) throw new TryAgainLater('The folder was closed by the mail server')
  return {
    validity: open.uidValidity ? BigInt(open.uidValidity) : undefined,
    exists: open.exists,
    uidNext: open.uidNext ? BigInt(open.uidNext) : undefined,
    highestModseq: open.highestModseq ? BigInt(open.highestModseq) : undefined,
  }
}

async function describeEach(client: ImapFlow, uids: readonly bigint[]): Promise<Described[]> {
  if (uids.length === 0) return []
  const asked = { uid: true, size: true, internalDate: true }
  const found = await client.fetchAll(uids.join(','), asked, { uid: true })
  return found.map(({ uid, size = 0, internalDate }) => ({
    uid: BigInt(uid),
    size,
    receivedAt: internalDate ? new Date(internalDate) : new Date(),
  }))
}

/** One body at a time: a batch never holds more than one message in memory. */
async function* fetchEach(
  client: ImapFlow,
  described: readonly Described[],
  ceilingBytes: number,
): AsyncIterable<FetchedMessage> {
  for (const one of described) {
    const cutShort = one.size > ceilingBytes
    const fetched = await client.fetchOne(
      String(one.uid),
      { uid: true, source: cutShort ? { start: 0, maxLength: HEAD_BYTES } : true },
      { uid: true },
    )
    if (fetched === false || fetched.source === undefined) continue
    yield { ...one, source: new Uint8Array(fetched.source), cutShort }
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
