import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A token endpoint (RFC 6749 section 4.4) that does what a test tells it. */
export type TokenServer = {
  endpoint: string
  /** Where a mail server asks whose a token is (RFC 7662). */
  introspectionUrl: string
  /** Token to the mailbox that it opens; what is taken out is good no longer. */
  good: Map<string, string>
  /** The forms it was sent, in order. */
  asked: URLSearchParams[]
  /** Answers from now on; without one it gives `token-1`, `token-2` … of an hour. */
  answer: ((response: ServerResponse, n: number) => void) | undefined
  close(): Promise<void>
}

export async function startTokenServer(): Promise<TokenServer> {
  const asked: URLSearchParams[] = []
  const good = new Map<string, string>()
  const http = createServer(async (request, response) => {
    if (request.url?.startsWith('/introspect')) return introspect(good, await bodyOf(request), response)
    asked.push(new URLSearchParams(await bodyOf(request)))
    if (server.answer) server.answer(response, asked.length)
    else giveToken(response, `token-${asked.length}`)
  })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const server: TokenServer = {
    endpoint: `${origin}/token`,
    introspectionUrl: `${origin}/introspect`,
    good,
    asked,
    answer: undefined,
    close: () =>
      new Promise((closed) => {
        http.closeAllConnections()
        http.close(() => closed())
      }),
  }
  return server
}

export function giveToken(response: ServerResponse, token: string, expiresIn: unknown = 3600): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ token_type: 'Bearer', access_token: token, expires_in: expiresIn }))
}

function introspect(good: TokenServer['good'], form: string, response: ServerResponse): void {
  const username = good.get(new URLSearchParams(form).get('token') ?? '')
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(username === undefined ? { active: false } : { active: true, username }))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
