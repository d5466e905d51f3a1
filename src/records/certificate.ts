/**
 * The certificate of a disposal: what was removed, by which line of the schedule, and who decided.
 * Signed with Ed25519 (RFC 8032) by a key that follows from the installation's secret, so that
 * anybody who holds the public key can check it without us.
 */
import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export type Signed = { text: string; sha256: string; signature: string; publicKey: string }

/** The facts as JSON, signed. Keys stand in the order given, so the same facts give the same words. */
export function signCertificate(secretKey: string, facts: object): Signed {
  const seed = Buffer.from(hkdfSync('sha256', secretKey, '', 'waypost disposal certificate', 32))
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  const text = JSON.stringify(facts, null, 2)
  return {
    text,
    sha256: fingerprintOf(text),
    signature: sign(null, Buffer.from(text), key).toString('base64'),
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
  }
}

/** Whether the words are those that were signed. */
export function isGenuine({ text, sha256, signature, publicKey }: Signed): boolean {
  const isSame = fingerprintOf(text) === sha256
  return (
    isSame && verify(null, Buffer.from(text), createPublicKey(publicKey), Buffer.from(signature, 'base64'))
  )
}
