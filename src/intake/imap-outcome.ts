import type { MailOutcome } from './mailbox.ts'

/** What we know of an error that imapflow, TLS or the network gave us. */
export type ImapFailure = { outcome: MailOutcome; waitMs?: number }

/** Codes of the socket, DNS and imapflow; a prefix ends in `*`. */
const BY_CODE: readonly (readonly [MailOutcome, readonly string[]])[] = [
  ['throttled', ['ETHROTTLE']],
  [
    'unreachable',
    [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_*',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'EHOSTDOWN',
      'EADDRNOTAVAIL',
      'CONNECT_TIMEOUT',
    ],
  ],
  ['no-answer', ['GREETING_TIMEOUT', 'ETIMEOUT', 'ETIMEDOUT', 'LockTimeout']],
  [
    'not-trusted',
    [
      'CERT_*',
      'DEPTH_ZERO_*',
      'SELF_SIGNED_*',
      'UNABLE_TO_*',
      'HOSTNAME_MISMATCH',
      'INVALID_CA',
      'ERR_TLS_*',
      'ERR_SSL_*',
      'EPROTO',
      'UPGRADE_TIMEOUT',
      'STARTTLS_INJECTION',
      'ClosedAfterConnectTLS',
    ],
  ],
  ['too-large', ['LiteralTooLarge', 'LineTooLarge', 'ResponseTooLarge', 'TooMany*']],
  [
    'protocol-broken',
    [
      'ParserError*',
      'UnexpectedTag',
      'MissingTag',
      'InvalidResponse',
      'ResponseProcessingFailed',
      'MAX_IMAP_NESTING_REACHED',
      'COMPRESS_TRAILING_DATA',
    ],
  ],
  [
    'cut-off',
    [
      'ECONNRESET',
      'EPIPE',
      'ECONNABORTED',
      'EConnectionClosed',
      'NoConnection',
      'StateLogout',
      'ClosedAfterConnectText',
      'NoMailboxSelected',
    ],
  ],
]

/**
 * Names what happened. Pure: it looks at codes and at the few words that servers are
 * known to use, and hands none of them on, because a server may put an address or a
 * name into its answer.
 *
 * A refused sign-in is only that where the server gave a plain NO or BAD to the
 * credentials: Exchange Online answers missing mailbox rights with "authenticated but
 * not connected", and RFC 5530 has codes for a server that cannot just now. Calling
 * those a wrong password would send somebody to change a password that is right.
 */
export function imapOutcome(error: unknown): ImapFailure {
  const { code, responseText, responseStatus, serverResponseCode, throttleReset, ...rest } = fieldsOf(error)
  if (code === 'ETHROTTLE')
    return { outcome: 'throttled', ...(throttleReset === undefined ? {} : { waitMs: throttleReset }) }
  if (/authenticated but not connected/i.test(responseText)) return { outcome: 'not-connected' }
  if (isPassing(serverResponseCode, responseText)) return { outcome: 'unavailable' }
  if (rest.tlsFailed) return { outcome: 'not-trusted' }
  if (rest.authenticationFailed) return { outcome: 'sign-in-refused' }
  if (rest.mailboxMissing || serverResponseCode === 'NONEXISTENT') return { outcome: 'folder-missing' }
  const known = BY_CODE.find(([, codes]) => codes.some((one) => matches(one, code)))
  if (known) return { outcome: known[0] }
  return { outcome: responseStatus === 'NO' || responseStatus === 'BAD' ? 'refused' : 'unknown' }
}

const matches = (pattern: string, code: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern

/** RFC 5530 section 3: these say that the same command may succeed later. */
const PASSING = new Set(['UNAVAILABLE', 'SERVERBUG', 'INUSE', 'LIMIT', 'CONTACTADMIN'])

const isPassing = (serverResponseCode: string, responseText: string): boolean =>
  PASSING.has(serverResponseCode) ||
  /too many (simultaneous )?connections|server (is )?busy/i.test(responseText)

type Fields = {
  code: string
  responseText: string
  responseStatus: string
  serverResponseCode: string
  throttleReset: number | undefined
  authenticationFailed: boolean
  mailboxMissing: boolean
  /** STARTTLS that was not offered or not carried out. */
  tlsFailed: boolean
}

function fieldsOf(error: unknown): Fields {
  const given: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {}
  const word = (name: string): string => {
    const value = given[name]
    return typeof value === 'string' ? value : ''
  }
  const reset = given['throttleReset']
  return {
    code: word('code'),
    // Of a refused sign-in imapflow keeps the server's words in `response`.
    responseText: `${word('responseText')} ${word('response')}`,
    responseStatus: word('responseStatus'),
    serverResponseCode: word('serverResponseCode'),
    throttleReset: typeof reset === 'number' && Number.isFinite(reset) ? reset : undefined,
    authenticationFailed: given['authenticationFailed'] === true,
    mailboxMissing: given['mailboxMissing'] === true,
    tlsFailed: given['tlsFailed'] === true,
  }
}
