import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { CLIENT, closed, listening } from './identity-provider.ts'

/** What a forger changes of an ID token, or of what the issuer says about itself. */
export type Forgery = {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  /** Put behind the issuer's own name. */
  issuerEnding?: string
  /** `other-key`: signed, but by a key that is not the issuer's. `secret`: HMAC with what the client knows. */
  signedBy?: 'issuer' | 'other-key' | 'secret' | 'nobody'
  idToken?: 'left-out' | 'garbage'
  metadata?: Record<string, unknown>
}

export type ForgingProvider = {
  issuer: string
  /** The next token: the nonce that was asked for is in it unless the forger takes another. */
  prepare(nonce: string, forgery: Forgery): void
  close(): Promise<void>
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An issuer that hands out whatever ID token a test wants to see refused. */
export async function aForgingProvider(): Promise<ForgingProvider> {
  const keys = newKey()
  const other = newKey().privateKey
  let next: { nonce: string; forgery: Forgery } = { nonce: '', forgery: {} }
  let issuer = ''
  const answers: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      ...next.forgery.metadata,
    }),
    '/jwks': () => ({
      keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'the-key', use: 'sig', alg: 'RS256' }],
    }),
    '/token': () => ({
      access_token: 'an-access-token',
      token_type: 'Bearer',
      ...idTokenOf(issuer, next.nonce, next.forgery, keys.privateKey, other),
    }),
  }
  const listener: RequestListener = (request, response) => {
    const answer = answers[request.url ?? '']
    response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? {}))
  }
  const server = createServer(listener)
  issuer = await listening(server)
  return {
    issuer,
    prepare: (nonce, forgery) => {
      next = { nonce, forgery }
    },
    close: () => closed(server),
  }
}

function idTokenOf(
  issuer: string,
  nonce: string,
  { header, claims, issuerEnding = '', signedBy = 'issuer', idToken }: Forgery,
  own: KeyObject,
  other: KeyObject,
): { id_token?: string } {
  if (idToken === 'left-out') return {}
  if (idToken === 'garbage') return { id_token: 'not.a.token' }
  const now = Math.floor(Date.now() / 1000)
  const said = {
    iss: issuer + issuerEnding,
    aud: CLIENT.clientId,
    sub: 'ada',
    iat: now,
    exp: now + 300,
    nonce,
    roles: ['mopac:manager'],
  }
  const signed = `${encoded({ alg: 'RS256', kid: 'the-key', ...header })}.${encoded({ ...said, ...claims })}`
  const signature = {
    issuer: () => sign('sha256', Buffer.from(signed), own),
    'other-key': () => sign('sha256', Buffer.from(signed), other),
    secret: () => createHmac('sha256', CLIENT.clientSecret).update(signed).digest(),
    nobody: () => Buffer.alloc(0),
  }[signedBy]()
  return { id_token: `${signed}.${signature.toString('base64url')}` }
}
