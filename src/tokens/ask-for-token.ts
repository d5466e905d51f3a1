import type { OAuth } from '../config.ts'
import { TryAgainLater } from '../errors.ts'
import { type AccessToken, readToken } from './access-token.ts'

const TIMEOUT_MS = 15_000

/** An answer with a token is a few kilobytes. */
const MAX_ANSWER_BYTES = 64 * 1024

/** The sign-in service gave us no access token; the next try may go through. */
export class TokenNotGiven extends TryAgainLater {
  /** As the log and the state of a mailbox call it. */
  readonly code = 'token-not-given'
  /** How long it asked us to stay away; undefined where it said nothing. */
  readonly waitMs: number | undefined

  constructor(because: string, waitMs?: number) {
    super('No access token was given', { cause: new Error(because) })
    this.waitMs = waitMs
  }
}

/**
 * Asks for an access token by client credentials (RFC 6749 section 4.4). Whatever goes
 * wrong is TokenNotGiven: an answer of 500, none in 15 seconds, one that is not a token. The cause has a number or a fixed word and nothing of the answer,
 * which may hold the client id or the secret again. Redirects are not followed: the
 * secret goes to the address of the settings and to no other.
 */
export async function askForToken(
  settings: OAuth,
  { now, timeoutMs = TIMEOUT_MS }: { now: () => Date; timeoutMs?: number },
): Promise<AccessToken> {
  const askedAt = now()
  const { status, retryAfter, text } = await post(settings, timeoutMs).catch((error: unknown) => {
    throw new TokenNotGiven(wordOf(error))
  })
  const token = status === 200 ? readToken(text, askedAt) : undefined
  if (token) return token
  throw new TokenNotGiven(status === 200 ? 'not-a-token' : `answered-${status}`, waitOf(retryAfter))
}

type Posted = { status: number; retryAfter: string | null; text: string }

async function post(settings: OAuth, timeoutMs: number): Promise<Posted> {
  const response = await fetch(settings.tokenEndpoint, {
    method: 'POST',
    redirect: 'manual',
    // Ends the body too: an endpoint that drips its answer is not waited for.
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      scope: settings.scope,
    }),
  })
  const { status, headers } = response
  return { status, retryAfter: headers.get('retry-after'), text: await textOf(response) }
}

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MAX_ANSWER_BYTES) throw new Error('too-long')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** RFC 9110 section 10.2.3, in seconds; the form with a date is left to our own backoff. */
const waitOf = (retryAfter: string | null): number | undefined =>
  retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined

const wordOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
