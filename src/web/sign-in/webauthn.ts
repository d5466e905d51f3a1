/**
 * WebAuthn (Level 3) as far as a key for emergencies needs it: a key that is held in the hand and opens
 * with a PIN or a finger, known by what it signs for this very address. Through @simplewebauthn/server.
 */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { errorFields, logEvent } from '../../log.ts'
import type { WebDeps } from '../web-deps.ts'

type Site = Pick<WebDeps, 'publicUrl'>

/** What the key keeps of us: made at one host name it signs for no other (section 5.1.3, the RP ID). */
const siteOf = ({ publicUrl }: Site) => ({
  rpID: new URL(publicUrl).hostname,
  origin: new URL(publicUrl).origin,
})

export type KeyMade = { credentialId: string; publicKey: string; counter: number }
export type KeyKept = { credentialId: string; publicKey: string; counter: number }

/** What a browser is to ask a new key; `known` are those that the person has already. */
export const registrationOptions = (deps: Site, person: { name: string; known: readonly string[] }) =>
  generateRegistrationOptions({
    rpName: 'Waypost',
    rpID: siteOf(deps).rpID,
    userName: person.name,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: person.known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })

/** What a browser is to ask any key of ours; the key says itself whose it is. */
export const signInOptions = (deps: Site) =>
  generateAuthenticationOptions({ rpID: siteOf(deps).rpID, userVerification: 'required' })

/** The key behind an answer to `registrationOptions`, or undefined for every doubt. */
export function madeKey(deps: Site, challenge: string, answer: string): Promise<KeyMade | undefined> {
  return orNothing(async () => {
    const { rpID, origin } = siteOf(deps)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: readAnswer<RegistrationResponseJSON>(answer),
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    })
    if (!verified) return undefined
    const { id, publicKey, counter } = registrationInfo.credential
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter }
  })
}

/** The id of the key that an answer is of, not yet checked. */
export const credentialIdOf = (answer: string): string | undefined => {
  try {
    const { id } = readAnswer<AuthenticationResponseJSON>(answer)
    return typeof id === 'string' && /^[A-Za-z0-9_-]{1,1400}$/.test(id) ? id : undefined
  } catch {
    return undefined
  }
}

/**
 * The new count of that key where the answer is its own, for this challenge, at this address, and was
 * never given before; undefined for every doubt. A count that has not grown is a copied key.
 */
export function checkedCount(
  deps: Site,
  asked: { challenge: string; answer: string; key: KeyKept },
): Promise<number | undefined> {
  return orNothing(async () => {
    const { rpID, origin } = siteOf(deps)
    const { key } = asked
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: readAnswer<AuthenticationResponseJSON>(asked.answer),
      expectedChallenge: asked.challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      credential: {
        id: key.credentialId,
        publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
        counter: key.counter,
      },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : undefined
  })
}

const LONGEST_ANSWER = 20_000

function readAnswer<T>(answer: string): T {
  if (answer.length > LONGEST_ANSWER) throw new Error('The answer of the key is too long')
  return JSON.parse(answer) as T
}

/** The library says with an error what was wrong. Which check failed goes to the log and not to the browser. */
async function orNothing<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    logEvent('emergency-key.refused', errorFields(error))
    return undefined
  }
}
