/**
 * The keys of an office: they encrypt nothing but data keys. A data key encrypts what one letter
 * says; without the office key it is of no use, so that a copy of the database is not enough to
 * read a letter. Shaped so that a key store (KMS) can do it: it wraps and unwraps, and nobody
 * asks it for the key itself.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { BadRules } from '../errors.ts'

/** Which data key it is about; wrapped under another office or id it does not open. */
export type KeyName = { officeId: string; dataKeyId: string }

export type OfficeKeys = {
  /** The id of the key that new data keys are wrapped by. */
  readonly current: string
  wrap(name: KeyName, dataKey: Uint8Array): Promise<Uint8Array>
  /** Throws `OfficeKeyWrong` where that key is not here, or is another key of that id. */
  unwrap(name: KeyName & { officeKey: string }, wrapped: Uint8Array): Promise<Uint8Array>
}

/** Key ids and 32 bytes in base64; `current` is one of them. */
export type KeySet = { current: string; keys: Readonly<Record<string, string>> }

export class OfficeKeyWrong extends BadRules {
  constructor(officeKey: string) {
    super(
      `The office key "${officeKey}", by which kept letters are encrypted, is not here or is another key: put it back into OFFICE_KEYS, OFFICE_KEYS_FILE or the data directory from where it is kept; without it nobody can read them.`,
    )
  }
}

export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Keys that this process holds, from a setting or a file. Each office has one of its own, derived (RFC 5869). */
export function localKeys({ current, keys }: KeySet): OfficeKeys {
  const derived = new Map<string, Uint8Array>()
  const keyOf = (officeKey: string, officeId: string): Uint8Array => {
    const name = `${officeKey} ${officeId}`
    const known = derived.get(name)
    if (known) return known
    const secret = keys[officeKey]
    if (secret === undefined) throw new OfficeKeyWrong(officeKey)
    const info = `waypost office key|${officeId}`
    const key = new Uint8Array(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', info, KEY_BYTES))
    derived.set(name, key)
    return key
  }
  return {
    current,
    wrap: async (name, dataKey) => encrypt(keyOf(current, name.officeId), dataKey, aadOf(name)),
    unwrap: async ({ officeKey, ...name }, wrapped) => {
      const key = keyOf(officeKey, name.officeId)
      try {
        return decrypt(key, wrapped, aadOf(name))
      } catch {
        throw new OfficeKeyWrong(officeKey)
      }
    },
  }
}

const aadOf = ({ officeId, dataKeyId }: KeyName): string => `${officeId}|${dataKeyId}|key|1`

/** AES-256-GCM (NIST SP 800-38D): a random nonce of 96 bits, the ciphertext, the tag of 128 bits. */
export function encrypt(key: Uint8Array, plain: Uint8Array, aad: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(aad))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws where a bit, the key or the name is another. */
export function decrypt(key: Uint8Array, encrypted: Uint8Array, aad: string): Uint8Array {
  const end = encrypted.byteLength - TAG_BYTES
  if (end < NONCE_BYTES) throw new Error('Too short to be what was encrypted')
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(encrypted.subarray(end))
  return Buffer.concat([decipher.update(encrypted.subarray(NONCE_BYTES, end)), decipher.final()])
}

/** What `encrypt` adds to the length. */
export const ADDED_BYTES = NONCE_BYTES + TAG_BYTES
