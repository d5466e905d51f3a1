import { ImapFlow, type ImapFlowOptions, type Logger } from 'imapflow'
import type { ImapAccount } from '../config.ts'

/** How long we bear with a server; shortened by tests. */
export type LineLimits = {
  /** From asking for a connection to TLS. */
  connectMs: number
  /** From there to its first word. */
  greetingMs: number
  /** From a command, or from one message of an answer, to the next. */
  answerMs: number
}

export const LIMITS: LineLimits = { connectMs: 30_000, greetingMs: 16_000, answerMs: 180_000 }

/** Above the 35 MB over which only the head is asked for, so that it is only met by a server that lies about a size. */
const MAX_LITERAL_BYTES = 40 * 1024 * 1024

/** A list of a million uids is a line of 8 MB; a line longer than this has no end. */
const MAX_LINE_BYTES = 16 * 1024 * 1024

/** Re-issued well before servers and the boxes between drop a silent connection (RFC 2177: 29 minutes). */
const LONGEST_IDLE_MS = 9 * 60_000

export type Told = {
  /** The first thing that went wrong with the connection itself. */
  onError(error: unknown): void
  /** The server asked us to stay away for so long. */
  onThrottled(waitMs: number | undefined): void
}

/**
 * A client with our limits, not yet connected. TLS is required and checked: `starttls`
 * stops before signing in if the server does not offer it, because a password sent in
 * clear is lost.
 */
export function imapClient(
  account: ImapAccount,
  signIn: { password: string } | { accessToken: string },
  told: Told & { limits: LineLimits },
): ImapFlow {
  const options: ImapFlowOptions = {
    host: account.host,
    port: account.port,
    secure: account.tls === 'implicit',
    doSTARTTLS: account.tls === 'starttls' ? true : undefined,
    auth:
      'accessToken' in signIn
        ? { user: account.user, accessToken: signIn.accessToken }
        : { user: account.user, pass: signIn.password },
    tls: {
      minVersion: 'TLSv1.2',
      ...(account.certificateAuthority ? { ca: account.certificateAuthority } : {}),
    },
    logger: throttleListener(told) as unknown as Logger,
    disableAutoIdle: true,
    connectionTimeout: told.limits.connectMs,
    greetingTimeout: told.limits.greetingMs,
    socketTimeout: Math.min(120_000, told.limits.answerMs),
    maxIdleTime: LONGEST_IDLE_MS,
    maxLiteralSize: MAX_LITERAL_BYTES,
    maxLineLength: MAX_LINE_BYTES,
    maxResponseSize: MAX_LITERAL_BYTES + MAX_LINE_BYTES,
    maxResponseTokens: 100_000,
  }
  const client = new ImapFlow(options)
  client.on('error', told.onError)
  return client
}

/**
 * imapflow waits out what a throttling server asks for by itself, for up to half an hour
 * and inside the command, and says so only to its logger. Told here, we hang up and wait
 * away from the server. Everything else that it logs goes nowhere: it has addresses and
 * words of letters in it. No `debug` and no `info`, so that it does not even put the
 * lines together.
 */
const throttleListener = ({ onThrottled }: Told) => ({
  warn: (entry: { err?: { code?: unknown; throttleReset?: unknown } }) => {
    if (entry?.err?.code !== 'ETHROTTLE') return
    const reset = entry.err.throttleReset
    onThrottled(typeof reset === 'number' ? reset : undefined)
  },
  error: () => {},
  fatal: () => {},
})
