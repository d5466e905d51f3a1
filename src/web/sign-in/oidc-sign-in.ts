/**
 * Sign-in through the organisation's identity provider: authorization code with PKCE
 * (RFC 7636), state, nonce and an exact issuer, through openid-client. Who somebody is
 * comes from issuer and subject and never from an e-mail address, which its owner can
 * change into a colleague's; what they may do comes from the `roles` claim.
 */
import * as oidc from 'openid-client'
import { errorFields, logEvent } from '../../log.ts'
import type { Offices } from '../../offices/read-offices.ts'
import { isLoopback } from '../parts/cookies.ts'
import { asRole, type Role } from '../roles.ts'
import type { WebDeps } from '../web-deps.ts'
import type { OidcTransaction } from './oidc-transaction.ts'

/** How long somebody may take at the identity provider, with a second factor and a lost phone. */
export const TRANSACTION_MINUTES = 10
/** Issuers change their addresses rarely; their keys are looked up anew as soon as one is unknown. */
const DISCOVERY_MINUTES = 60

export type Post = { officeId: string; role: Role }
export type Arrived = {
  ok: true
  userKey: string
  userName: string
  /** For showing and for writing to; never for knowing somebody by. */
  mail?: string | undefined
  posts: Post[]
}
export type NotArrived = { ok: false; because: 'unreachable' | 'refused' | 'no-post' }

export type OidcSignIn = {
  /** Where to send the browser, and what to remember until it comes back. */
  begin(next: string): Promise<{ ok: true; url: string; transaction: OidcTransaction } | NotArrived>
  /** Who came back, after every check of the answer and the ID token. */
  finish(query: string, transaction: OidcTransaction): Promise<Arrived | NotArrived>
}

type Settings = NonNullable<WebDeps['signIn']['oidc']>

/** The two halves of a sign-in. What the issuer says about itself is fetched once an hour. */
export function oidcSignIn(
  deps: Pick<WebDeps, 'now' | 'publicUrl' | 'offices'>,
  settings: Settings,
): OidcSignIn {
  const returnUrl = `${deps.publicUrl}/sign-in/return`
  const issuer = rememberedIssuer(deps, settings)
  return {
    begin: (next) =>
      orRefused(async () => {
        const transaction = newTransaction(next, deps.now())
        return { ok: true, url: await authorizationUrl(await issuer(), returnUrl, transaction), transaction }
      }),
    finish: (query, transaction) =>
      orRefused(async () => {
        const tokens = await oidc.authorizationCodeGrant(await issuer(), new URL(returnUrl + query), {
          expectedState: transaction.state,
          expectedNonce: transaction.nonce,
          pkceCodeVerifier: transaction.verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims && !isOfItsTenant(settings.issuer, claims))
          return { ok: false, because: 'refused' as const }
        return arrived(claims, deps.offices)
      }),
  }
}

/**
 * The finished configuration is kept and not the promise of it: on Workers one request
 * may not wait for what another has begun.
 */
function rememberedIssuer(
  { now }: Pick<WebDeps, 'now'>,
  settings: Settings,
): () => Promise<oidc.Configuration> {
  let kept: { configuration: oidc.Configuration; until: number } | undefined
  return async () => {
    if (kept && kept.until > now().getTime()) return kept.configuration
    const configuration = await discover(settings)
    kept = { configuration, until: now().getTime() + DISCOVERY_MINUTES * 60_000 }
    return configuration
  }
}

/** RFC 6749 section 2.3.1: every issuer takes the secret in the header; a form field is not recommended. */
function discover({ issuer, clientId, clientSecret }: Settings): Promise<oidc.Configuration> {
  const url = new URL(issuer)
  const plainHttp = url.protocol === 'http:' && isLoopback(url) ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(url, clientId, undefined, oidc.ClientSecretBasic(clientSecret), {
    execute: [...plainHttp, oidc.enableNonRepudiationChecks],
  })
}

const newTransaction = (next: string, now: Date): OidcTransaction => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
  next,
  until: now.getTime() + TRANSACTION_MINUTES * 60_000,
})

async function authorizationUrl(
  issuer: oidc.Configuration,
  returnUrl: string,
  { state, nonce, verifier }: OidcTransaction,
): Promise<string> {
  return oidc.buildAuthorizationUrl(issuer, {
    redirect_uri: returnUrl,
    response_type: 'code',
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).href
}

/** The person behind the claims of a checked ID token. */
export function arrived(claims: oidc.IDToken | undefined, offices: Offices): Arrived | NotArrived {
  // An empty subject would be one person for all who have it.
  if (!claims?.sub) return { ok: false, because: 'refused' as const }
  const posts = postsIn(claims['roles'], offices)
  if (posts.length === 0) return { ok: false, because: 'no-post' }
  const { name, email } = claims
  return {
    ok: true,
    userKey: userKeyOf(claims),
    userName: typeof name === 'string' ? name.slice(0, 100) : '',
    ...(typeof email === 'string' && /^[^\s@<>",]{1,64}@[^\s@<>",]{1,190}$/.test(email)
      ? { mail: email }
      : {}),
    posts,
  }
}

/** Entra's own sign-in; the part after it names the tenant. */
const ENTRA = /^https:\/\/login\.microsoftonline\.(?:com|us)\/([0-9a-f-]{36})\/v2\.0\/?$/i

/**
 * An issuer of Entra is that of one tenant, and its tokens say so twice. One that says another
 * tenant than it was issued by is nobody of ours, guests of other tenants among them.
 */
export function isOfItsTenant(issuer: string, claims: oidc.IDToken): boolean {
  const tenant = ENTRA.exec(issuer)?.[1]
  return tenant === undefined || String(claims['tid'] ?? '').toLowerCase() === tenant.toLowerCase()
}

/** The `roles` claim as posts: `mopac:duty-officer`. Unknown offices and roles count for nothing. */
function postsIn(claim: unknown, offices: Offices): Post[] {
  const words = Array.isArray(claim) ? new Set<unknown>(claim) : []
  return [...words].flatMap((word) => {
    const [officeId = '', role, ...rest] = typeof word === 'string' ? word.split(':') : []
    const known = asRole(role)
    return offices.get(officeId) && known && rest.length === 0 ? [{ officeId, role: known }] : []
  })
}

/**
 * Entra gives each application another `sub`; `oid` within `tid` is the person, and
 * stays the same when the application is registered anew. Elsewhere it is the subject.
 */
function userKeyOf(claims: oidc.IDToken): string {
  const { tid, oid } = claims
  const entra = typeof tid === 'string' && typeof oid === 'string' && tid !== '' && oid !== ''
  return `${claims.iss} ${entra ? `${tid}/${oid}` : claims.sub}`
}

/**
 * The errors of openid-client as an outcome: either nobody answered, or what came back
 * is not to be trusted. Which check failed goes to the log and not to the browser.
 */
async function orRefused<T>(work: () => Promise<T>): Promise<T | NotArrived> {
  try {
    return await work()
  } catch (error) {
    logEvent('sign-in.failed', errorFields(error))
    return { ok: false, because: isUnreachable(error) ? 'unreachable' : 'refused' }
  }
}

/** `fetch` says with a bare TypeError that nobody is there; a server in trouble answers out of form. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError) return !('code' in error)
  const code = error instanceof oidc.ClientError ? error.code : ''
  return ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'].includes(code ?? '')
}
