import {
  type Described,
  type FetchedMessage,
  type Folder,
  FolderMissing,
  type FolderStatus,
  type MailAccount,
  type Mailbox,
  type PieceAt,
} from '../../src/intake/mailbox.ts'

/** What is wrong with a message, and how often more it is. */
export type Trouble =
  /** On the list, and neither described nor handed over. */
  | 'not-described'
  /** Described and not handed over; the fetch is a success all the same. */
  | 'not-handed-over'
  /** The adapter cannot make sense of it and throws. */
  | 'throws'
  /** The connection breaks on it. */
  | 'breaks'
  /** Half of it comes. */
  | 'short'

type Held = {
  source: Uint8Array
  receivedAt: Date
  size: number
  seen: boolean
  trouble?: { what: Trouble; times: number }
}

type ModelFolder = {
  path: string
  specialUse: string | undefined
  validity: bigint | undefined
  uidNext: bigint
  held: Map<bigint, Held>
  /** Messages that the server counts and lists to nobody. */
  hidden: number
  /** Listed late: on no list until this many more lists were asked for. */
  late: Map<bigint, number>
}

const NOON = new Date('2026-11-23T09:00:00Z')

/**
 * A mail server in memory that behaves as real ones have been seen to: it renumbers
 * between any two commands, lists what it will not hand over, hands over half, and
 * breaks the line. It remembers what it was asked for.
 */
export class ModelServer {
  readonly officeId: string
  readonly address: string
  readonly folders = new Map<string, ModelFolder>()
  readonly asked: { command: string; uids: bigint[] }[] = []
  connections = 0
  /** Runs before each command; may change the server, or throw as the line would. */
  before: ((command: string) => void | Promise<void>) | undefined
  /** Every opening gives a new validity, as some servers do. */
  renumbersEachTime = false
  /** Answers a search with the last message too, whatever was asked (RFC 9051 section 6.4.8, `n:*`). */
  listsLastAlways = false

  constructor(at: { officeId?: string; address?: string } = {}) {
    this.officeId = at.officeId ?? 'mopac'
    this.address = at.address ?? 'enquiries@mopac.example.org'
    this.addFolder('INBOX')
  }

  addFolder(path: string, specialUse?: string): ModelFolder {
    const folder: ModelFolder = {
      path,
      specialUse,
      validity: 7n,
      uidNext: 1n,
      held: new Map(),
      hidden: 0,
      late: new Map(),
    }
    this.folders.set(path, folder)
    return folder
  }

  folder(path = 'INBOX'): ModelFolder {
    const found = this.folders.get(path)
    if (!found) throw new Error(`The model has no folder ${path}`)
    return found
  }

  append(
    source: Uint8Array | string,
    options: {
      path?: string
      trouble?: Trouble
      times?: number
      receivedAt?: Date
      size?: number
      late?: number
      seen?: boolean
    } = {},
  ): bigint {
    const folder = this.folder(options.path)
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
    const uid = folder.uidNext++
    folder.held.set(uid, {
      source: bytes,
      receivedAt: options.receivedAt ?? NOON,
      size: options.size ?? bytes.byteLength,
      seen: options.seen ?? false,
      ...(options.trouble ? { trouble: { what: options.trouble, times: options.times ?? Infinity } } : {}),
    })
    if (options.late) folder.late.set(uid, options.late)
    return uid
  }

  expunge(uid: bigint, path = 'INBOX'): void {
    this.folder(path).held.delete(uid)
  }

  move(uid: bigint, from: string, to: string): void {
    const held = this.folder(from).held.get(uid)
    if (!held) return
    this.expunge(uid, from)
    const target = this.folder(to)
    target.held.set(target.uidNext++, held)
  }

  /** As after a rebuild of the store: new numbers for everything. */
  rebuild(path = 'INBOX', validity?: bigint): void {
    const folder = this.folder(path)
    const held = [...folder.held.values()]
    folder.validity = validity ?? (folder.validity ?? 0n) + 1n
    folder.held = new Map(held.map((one, index) => [BigInt(index + 1), one]))
    folder.uidNext = BigInt(held.length + 1)
    folder.late.clear()
  }

  connect = async (): Promise<MailAccount> => {
    this.connections++
    const line = new Line(this)
    await line.command('connect')
    return {
      officeId: this.officeId,
      address: this.address,
      folders: async () => {
        await line.command('list')
        return [...this.folders.values()].map(({ path, specialUse }): Folder => ({ path, specialUse }))
      },
      open: async (path) => {
        await line.command('open')
        if (!this.folders.has(path)) throw new FolderMissing('The mail server has no such folder')
        return new ModelMailbox(this, line, path)
      },
      close: async () => {},
    }
  }
}

/** A command that fails by itself, and leaves the connection as it was. */
export class OnlyThatCall extends Error {
  override name = 'OnlyThatCall'
}

/** One connection: once broken, every command on it fails. */
class Line {
  #broken = false
  readonly #server: ModelServer

  constructor(server: ModelServer) {
    this.#server = server
  }

  async command(name: string, uids: readonly bigint[] = []): Promise<void> {
    if (this.#broken) throw lost()
    this.#server.asked.push({ command: name, uids: [...uids] })
    try {
      await this.#server.before?.(name)
    } catch (error) {
      this.#broken = !(error instanceof OnlyThatCall)
      throw error
    }
  }

  break(): never {
    this.#broken = true
    throw lost()
  }
}

const lost = (): Error =>
  Object.assign(new Error('The line broke'), { name: 'LineBroke', code: 'ECONNRESET' })

class ModelMailbox implements Mailbox {
  readonly officeId: string
  readonly address: string
  readonly folder: string
  readonly #server: ModelServer
  readonly #line: Line

  constructor(server: ModelServer, line: Line, path: string) {
    this.officeId = server.officeId
    this.address = server.address
    this.folder = path
    this.#server = server
    this.#line = line
  }

  async status(): Promise<FolderStatus> {
    await this.#line.command('status')
    const folder = this.#here()
    if (this.#server.renumbersEachTime) folder.validity = (folder.validity ?? 0n) + 1n
    return {
      validity: folder.validity === 0n ? undefined : folder.validity,
      exists: folder.held.size + folder.hidden,
      uidNext: folder.uidNext,
      highestModseq: undefined,
    }
  }

  async uidsFrom(from: bigint): Promise<readonly bigint[]> {
    await this.#line.command('search', [from])
    const { held, late } = this.#here()
    for (const [uid, times] of late) times <= 1 ? late.delete(uid) : late.set(uid, times - 1)
    const all = [...held.keys()].filter((uid) => !late.has(uid))
    const last = all.at(-1)
    const found = all.filter((uid) => uid >= from)
    return this.#server.listsLastAlways && found.length === 0 && last !== undefined ? [last] : found
  }

  async describe(uids: readonly bigint[]): Promise<readonly Described[]> {
    await this.#line.command('describe', uids)
    const { held } = this.#here()
    return uids.flatMap((uid) => {
      const one = held.get(uid)
      if (!one || spend(one, 'not-described')) return []
      return [{ uid, size: one.size, receivedAt: one.receivedAt }]
    })
  }

  async *fetch(described: readonly Described[], ceilingBytes: number): AsyncIterable<FetchedMessage> {
    for (const { uid } of described) {
      await this.#line.command('fetch', [uid])
      const one = this.#here().held.get(uid)
      if (!one || spend(one, 'not-handed-over')) continue
      if (spend(one, 'throws')) throw Object.assign(new Error('Not a message'), { name: 'NotUnderstood' })
      if (spend(one, 'breaks')) this.#line.break()
      const { size, receivedAt } = one
      const cutShort = size > ceilingBytes
      const half = spend(one, 'short') ? Math.floor(one.source.byteLength / 2) : one.source.byteLength
      yield { uid, size, receivedAt, source: one.source.slice(0, half), cutShort }
    }
  }

  async piece(uid: bigint, { start, length }: PieceAt) {
    await this.#line.command('piece', [uid])
    const one = this.#here().held.get(uid)
    if (!one || spend(one, 'not-handed-over')) return undefined
    if (spend(one, 'breaks')) this.#line.break()
    return { bytes: one.source.slice(start, start + length), size: one.size }
  }

  #here(): ModelFolder {
    const folder = this.#server.folders.get(this.folder)
    if (!folder) throw new FolderMissing('The mail server has no such folder')
    return folder
  }
}

function spend(held: Held, what: Trouble): boolean {
  if (held.trouble?.what !== what || held.trouble.times <= 0) return false
  held.trouble.times--
  return true
}
