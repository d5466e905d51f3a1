/**
 * Where the history of an office stood at a moment, signed, to be kept where the database is not.
 * The chain shows that no row was changed after it was sealed; only what was kept elsewhere shows
 * that somebody with every right over the database did not make the whole chain anew.
 *
 * A line is one JSON object. The key is Ed25519 (RFC 8032), made of the secret key of the
 * installation (HKDF, RFC 5869), which the database does not hold; its public half is in each line
 * and is good for nothing by itself: whoever checks compares it with the one that they know.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { z } from 'zod'

const Anchor = z.strictObject({
  what: z.literal('waypost-audit-anchor'),
  office: z.string(),
  position: z.number().int().nonnegative(),
  hash: z.string(),
  at: z.iso.datetime(),
  /**
   * Only in the line that a restore writes: the last row that came out of the backup. What stood
   * behind it in the old database is gone, and older lines that name it are answered by this one.
   */
  restoredTo: z.number().int().nonnegative().optional(),
  publicKey: z.string(),
  signature: z.string(),
})
export type Anchor = z.infer<typeof Anchor>

/** What is signed of it. */
export type Head = Pick<Anchor, 'office' | 'position' | 'hash' | 'at' | 'restoredTo'>

/** PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export type AnchorKey = { privateKey: KeyObject; publicKey: string }

/** The key of this installation, the same for the same secret. */
export function anchorKey(secretKey: string): AnchorKey {
  const seed = Buffer.from(hkdfSync('sha256', secretKey, '', 'waypost.audit-anchor', 32))
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
  return { privateKey, publicKey }
}

const signed = ({ office, position, hash, at, restoredTo }: Head): Buffer =>
  Buffer.from(['waypost-audit-anchor', office, position, hash, at, restoredTo ?? ''].join('|'))

/** The line, without an end. */
export function anchorLine(head: Head, { privateKey, publicKey }: AnchorKey): string {
  const signature = sign(null, signed(head), privateKey).toString('base64')
  return JSON.stringify({ what: 'waypost-audit-anchor', ...head, publicKey, signature } satisfies Anchor)
}

export type ReadAnchors = {
  /** In the order in which they stand. */
  anchors: Anchor[]
  /** Lines that claim to be one and are not: changed, cut off, or signed with another key. */
  bad: number
}

/** Takes the anchors out of a file of lines or of a saved mail; whatever else stands there is no anchor. */
export function readAnchors(text: string, publicKey: string): ReadAnchors {
  const lines = text.split(/\r?\n/).filter((line) => line.includes('waypost-audit-anchor'))
  const anchors = lines.flatMap((line) => readOne(line, publicKey) ?? [])
  return { anchors, bad: lines.length - anchors.length }
}

function readOne(line: string, publicKey: string): Anchor | undefined {
  try {
    const found = Anchor.parse(JSON.parse(line))
    if (found.publicKey !== publicKey) return undefined
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, signed(found), key, Buffer.from(found.signature, 'base64')) ? found : undefined
  } catch {
    return undefined
  }
}

/** Short enough to be read out on the telephone. */
export const keyMark = (publicKey: string): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 16)

/** Those of one office that the rows have to agree with: a restore answers for what it took away. */
export function anchorsThatBind(anchors: readonly Anchor[], office: string): Anchor[] {
  const own = anchors.filter((anchor) => anchor.office === office)
  return own.filter(
    (anchor, at) =>
      !own.slice(at + 1).some(({ restoredTo }) => restoredTo !== undefined && anchor.position > restoredTo),
  )
}
