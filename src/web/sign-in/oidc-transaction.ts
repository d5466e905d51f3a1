import type { Role } from '../roles.ts'
import type { WebDeps } from '../web-deps.ts'

/** A sign-in that is under way at the identity provider (OpenID Connect Core, 3.1.2.1; RFC 7636). */
export type OidcTransaction = { state: string; nonce: string; verifier: string; next: string; until: number }

/** Somebody who has signed in and may work in several posts, and has not yet said in which. */
export type OpenChoice = {
  userKey: string
  userName: string
  mail?: string | undefined
  posts: { officeId: string; role: Role }[]
  next: string
  until: number
}

/** What a security key is asked to sign, and by whom or for whom. */
export type KeyAsked = { challenge: string; for: string; until: number }

type Purpose = 'sign-in' | 'offices' | 'key-sign-in' | 'key-made'
const NONCE_BYTES = 12

/**
 * Seals a value that the browser keeps for us: it can neither read nor change it
 * (AES-256-GCM, a new random 96-bit nonce each time). The purpose is part of the seal,
 * so that one kind of cookie cannot be handed in as the other.
 */
export async function seal(
  { secretKey }: Pick<WebDeps, 'secretKey'>,
  purpose: Purpose,
  value: OidcTransaction | OpenChoice | KeyAsked,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const sealed = await crypto.subtle.encrypt(algorithm(iv, purpose), await keyFrom(secretKey), plain)
  return Buffer.concat([iv, new Uint8Array(sealed)]).toString('base64url')
}

/** What was sealed, or undefined where it was changed, sealed for something else, or is too old. */
export async function unseal<T extends OidcTransaction | OpenChoice | KeyAsked>(
  { secretKey, now }: Pick<WebDeps, 'secretKey' | 'now'>,
  purpose: Purpose,
  sealed: string | undefined,
): Promise<T | undefined> {
  const bytes = Uint8Array.from(Buffer.from(sealed ?? '', 'base64url'))
  if (bytes.byteLength <= NONCE_BYTES) return undefined
  const iv = bytes.slice(0, NONCE_BYTES)
  const key = await keyFrom(secretKey)
  const plain = await crypto.subtle
    .decrypt(algorithm(iv, purpose), key, bytes.slice(NONCE_BYTES))
    // WebCrypto says with an error, and with nothing else, that the seal is broken.
    .catch(() => undefined)
  if (!plain) return undefined
  const value = JSON.parse(new TextDecoder().decode(plain)) as T
  return value.until > now().getTime() ? value : undefined
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, purpose: Purpose) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(purpose),
})

async function keyFrom(secretKey: string): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(`waypost sealed cookie ${secretKey}`)
  const digest = await crypto.subtle.digest('SHA-256', secret)
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
