import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export const CLIENT = { clientId: 'waypost', clientSecret: 'a secret that the client has' }

export type IdentityProvider = {
  issuer: string
  /** Who is at the keyboard, with the claims that the directory has of them. */
  at: { who: string; claims: Record<string, unknown> }
  /** Follows the way from our sign-in link to the address that the provider sends the browser back to. */
  walk(authorizationUrl: string): Promise<URL>
  close(): Promise<void>
}

/** A real identity provider on loopback, at which whoever is `at` the keyboard signs in at once. */
export async function anIdentityProvider(returnUrl: string): Promise<IdentityProvider> {
  const at: IdentityProvider['at'] = { who: 'ada', claims: {} }
  let listener: RequestListener = (_request, response) => response.end()
  const server = createServer((request, response) => listener(request, response))
  const issuer = await listening(server)
  const provider = new Provider(issuer, settings(returnUrl, at))
  const callback = provider.callback()
  listener = (request, response) =>
    request.url?.startsWith('/interaction/')
      ? signInAtOnce(provider, at, request, response)
      : callback(request, response)
  return { issuer, at, walk: (url) => walk(url, returnUrl), close: () => closed(server) }
}

const settings = (returnUrl: string, at: IdentityProvider['at']) => ({
  clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [returnUrl] }],
  claims: { openid: ['sub', 'roles', 'name', 'tid', 'oid'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  findAccount: (_context: unknown, id: string) => ({
    accountId: id,
    claims: async () => ({ sub: id, name: id, ...at.claims }),
  }),
  loadExistingGrant: async ({ oidc }: GrantContext) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client.clientId,
      accountId: oidc.session.accountId,
    })
    grant.addOIDCScope('openid profile')
    await grant.save()
    return grant
  },
})

type GrantContext = {
  oidc: {
    provider: {
      Grant: new (of: {
        clientId: string
        accountId: string
      }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
    }
    client: { clientId: string }
    session: { accountId: string }
  }
}

type Finishes = {
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
}

const signInAtOnce = (
  provider: Provider,
  { who }: IdentityProvider['at'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> =>
  (provider as unknown as Finishes).interactionFinished(request, response, { login: { accountId: who } })

async function walk(from: string, returnUrl: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(from)
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('Location')
    if (!location) throw new Error(`The provider answered ${response.status} and sent the browser nowhere`)
    url = new URL(location, url)
    if (url.href.startsWith(returnUrl)) return url
  }
  throw new Error('The provider sends the browser round in a circle')
}

/** Starts a server on a free port of loopback and gives its origin. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
