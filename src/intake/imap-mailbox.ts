import type { ImapAccount } from '../config.ts'
import type { Credentials, ImapLine } from './imap-line.ts'
import {
  type Described,
  type FetchedMessage,
  FolderMissing,
  type FolderStatus,
  type MailAccount,
  type Mailbox,
  MailServerFailed,
  type PieceAt,
} from './mailbox.ts'
import { uidSets } from './uid-sets.ts'

/** What there is of a message that is over the ceiling: its header and the beginning of its words. */
const HEAD_BYTES = 256 * 1024

/** What stands in the settings to sign in with. */
export const givenCredentials = (account: ImapAccount): Credentials =>
  account.accessToken ? { accessToken: account.accessToken } : { password: account.password ?? '' }

/** The account on a connection that stands already; closing the account closes it. */
export function accountOn(line: ImapLine, { office, address }: ImapAccount): MailAccount {
  const named = { officeId: office, address }
  return {
    ...named,
    folders: async () =>
      (await line.ask((client) => client.list())).map(({ path, specialUse }) => ({ path, specialUse })),
    open: async (path) => {
      await examine(line, path)
      return folderOn(line, { ...named, folder: path })
    },
    close: () => line.close(),
  }
}

/** Opened read-only (EXAMINE), so that not even the seen mark changes on the server. */
export async function examine(line: ImapLine, path: string): Promise<void> {
  try {
    await line.ask((client) => client.mailboxOpen(path, { readOnly: true }))
  } catch (cause) {
    if (cause instanceof MailServerFailed && cause.outcome === 'folder-missing')
      throw new FolderMissing('The mail server has no such folder', { cause })
    throw cause
  }
}

function folderOn(line: ImapLine, named: { officeId: string; address: string; folder: string }): Mailbox {
  return {
    ...named,
    status: async () => {
      await examine(line, named.folder)
      return line.ask(async ({ mailbox }) => statusOf(mailbox))
    },
    uidsFrom: async (from) => {
      const found = await line.ask((client) => client.search({ uid: `${from}:*` }, { uid: true }))
      if (!found) throw new MailServerFailed('refused')
      // `n:*` names the last message even where its uid is below n.
      return found.map(BigInt).filter((uid) => uid >= from)
    },
    describe: (uids) => describeEach(line, uids),
    fetch: (described, ceilingBytes) => fetchEach(line, described, ceilingBytes),
    piece: (uid, at) => fetchPiece(line, uid, at),
  }
}

type OpenFolder = Exclude<Parameters<Parameters<ImapLine['ask']>[0]>[0]['mailbox'], false>

function statusOf(open: OpenFolder | false): FolderStatus {
  if (!open) throw new MailServerFailed('cut-off')
  return {
    validity: open.uidValidity ? BigInt(open.uidValidity) : undefined,
    exists: open.exists,
    uidNext: open.uidNext ? BigInt(open.uidNext) : undefined,
    highestModseq: open.highestModseq ? BigInt(open.highestModseq) : undefined,
  }
}

async function describeEach(line: ImapLine, uids: readonly bigint[]): Promise<Described[]> {
  const asked = new Set(uids)
  const described: Described[] = []
  for (const set of uidSets(uids)) {
    const rows = line.each((client) =>
      client.fetch(set, { uid: true, size: true, internalDate: true }, { uid: true }),
    )
    for await (const { uid, size = 0, internalDate } of rows) {
      if (asked.delete(BigInt(uid ?? 0)))
        described.push({ uid: BigInt(uid), size, receivedAt: dateOf(internalDate) })
    }
  }
  return described
}

/** What the server says, also where that is no date at all: the poller decides what to believe. */
const dateOf = (internalDate: Date | string | undefined): Date => new Date(internalDate ?? Number.NaN)

/**
 * The whole ones with one command, because a round trip for each would be most of the
 * time; they are handed on one by one as they come, and the server is not read further
 * until the caller is done with one. Those over the ceiling by themselves.
 */
async function* fetchEach(
  line: ImapLine,
  described: readonly Described[],
  ceilingBytes: number,
): AsyncIterable<FetchedMessage> {
  const whole = described.filter(({ size }) => size <= ceilingBytes)
  const known = new Map(whole.map((one) => [one.uid, one]))
  for (const set of uidSets([...known.keys()])) {
    for await (const row of line.each((client) => client.fetch(set, WHOLE, { uid: true }))) {
      const one = known.get(BigInt(row.uid ?? 0))
      if (!one || row.source === undefined) continue
      known.delete(one.uid)
      yield { ...saidWith(row, one), source: bytesOf(row.source), cutShort: false }
    }
  }
  for (const one of described.filter(({ size }) => size > ceilingBytes)) {
    const head = await line.ask((client) => client.fetchOne(String(one.uid), HEAD, { uid: true }))
    if (head === false || head.source === undefined || BigInt(head.uid) !== one.uid) continue
    const said = saidWith(head, one)
    yield { ...said, source: bytesOf(head.source), cutShort: said.size > ceilingBytes }
  }
}

async function fetchPiece(
  line: ImapLine,
  uid: bigint,
  { start, length }: PieceAt,
): Promise<{ bytes: Uint8Array; size: number } | undefined> {
  const asked = { uid: true, size: true, source: { start, maxLength: length } }
  const found = await line.ask((client) => client.fetchOne(String(uid), asked, { uid: true }))
  if (found === false || BigInt(found.uid) !== uid) return undefined
  // Behind the end of a message there is nothing, which is not the same as no message.
  return { bytes: found.source ? bytesOf(found.source) : new Uint8Array(), size: found.size ?? 0 }
}

/** Size and receipt time with the bytes, in one answer: only then do they speak of these bytes. */
const WHOLE = { uid: true, size: true, internalDate: true, source: true }
const HEAD = { ...WHOLE, source: { start: 0, maxLength: HEAD_BYTES } }

type Row = { size?: number | undefined; internalDate?: Date | string | undefined }

/** Where the answer leaves one of them out, it is as it was described. */
const saidWith = ({ size, internalDate }: Row, { uid, ...described }: Described): Described => ({
  uid,
  size: size ?? described.size,
  receivedAt: internalDate === undefined ? described.receivedAt : dateOf(internalDate),
})

const bytesOf = (source: Buffer): Uint8Array =>
  new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
