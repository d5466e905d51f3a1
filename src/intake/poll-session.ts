import type { Lease } from './lease.ts'
import type { Described, Mailbox } from './mailbox.ts'
import type { Listing } from './poll-plan.ts'
import type { StoreDeps } from './store-message.ts'

export type PollDeps = StoreDeps & {
  /** Seals our canaries. */
  secretKey: string
  /** Called whenever something came through; whoever watches the connection counts from it. */
  onProgress?: () => void
}

/** One folder, opened, with the lease under which it is polled. */
export type FolderPoll = {
  deps: PollDeps
  lease: Lease
  mailbox: Mailbox
  specialUse: string | undefined
}

/** One look at a folder from the listing to the mark; a renumbering ends it and begins another. */
export type Session = FolderPoll & {
  listing: Listing
  /** What the server listed, ascending, each once. */
  listed: readonly bigint[]
  described: ReadonlyMap<bigint, Described>
  /** Uids that the ledger has an answer for; grows as messages are stored. */
  explained: Set<bigint>
  /** Uids that were listed and are gone from the server since. */
  vanished: Set<bigint>
  contiguousBefore: bigint
  taken: number
}

/** The server changed its numbers in the middle: nothing that was asked for by number may be written. */
export class Renumbered extends Error {
  override name = 'Renumbered'
  readonly validity: bigint | undefined

  constructor(validity: bigint | undefined) {
    super('The mail server changed the numbers of the folder meanwhile')
    this.validity = validity
  }
}

/** Asks whether the numbers still hold; the connection's end is felt here too. */
export async function checkNumbers({ mailbox, listing }: Session): Promise<void> {
  const { validity } = await mailbox.status()
  if (listing.isTrusted && validity !== listing.validity) throw new Renumbered(validity)
}

export const isFromJunk = ({ specialUse }: { specialUse: string | undefined }): boolean =>
  specialUse === '\\Junk'

/** How an alarm names a folder. */
export const aboutFolder = ({ mailbox }: { mailbox: Pick<Mailbox, 'address' | 'folder'> }): string =>
  `${mailbox.address}, folder ${mailbox.folder}`
