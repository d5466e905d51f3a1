import { describe, expect, it } from 'vitest'
import { type KnownOfMessage, NOTHING_KNOWN } from '../../src/acknowledgements/plan.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail, type MailParts } from '../message/a-message.ts'
import { aRisk, planOf } from './a-plan.ts'

type Headers = Record<string, string | string[] | null>
type Trigger = {
  mail?: Omit<MailParts, 'headers'>
  headers?: Headers
  known?: Partial<KnownOfMessage>
  risk?: true
}

const received = Array.from(
  { length: 26 },
  (_, at) => `from a${at}.example.net by mx.example.net with ESMTPS; Tue, 06 Oct 2026 09:15:00 +0100`,
)

/** Each row of the table with what makes it apply and disturbs no other row more than it must. */
const ROWS: readonly [code: string, Trigger][] = [
  ['DUP', { known: { alreadyAcknowledged: true } }],
  ['MALFORMED', { headers: { from: 'second@example.net' } }],
  ['NO_PATH', { mail: { returnPath: null } }],
  ['NULL_PATH', { mail: { returnPath: '' } }],
  ['REPORT', { headers: { 'X-Failed-Recipients': 'a@example.net' } }],
  ['SELF', { known: { isOurOwn: true } }],
  ['AUTO_SUBMITTED', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['MS_SUPPRESS', { headers: { 'X-Auto-Response-Suppress': 'OOF' } }],
  ['VENDOR_AUTO', { headers: { 'X-Autoreply': 'yes' } }],
  ['PRECEDENCE', { headers: { Precedence: 'bulk' } }],
  ['LIST', { headers: { 'List-Id': '<news.example.net>' } }],
  ['ROLE', { mail: { from: 'News <notifications@example.net>' } }],
  ['HOPS', { headers: { Received: received } }],
  ['NOT_NAMED', { mail: { to: 'undisclosed-recipients:;' } }],
  ['UNAUTH', { headers: { 'Authentication-Results': 'mx.mopac.example.org; dmarc=fail' } }],
  ['SPAM', { headers: { 'X-Spam-Flag': 'YES' } }],
  ['SUBJECT_AUTO', { mail: { subject: 'Automatic reply: your letter' } }],
  ['THREAD', { known: { caseAlreadyAcknowledged: true } }],
  ['REPEAT', { known: { limit: { code: 'REPEAT', because: 'The same letter.' } } }],
  ['RATE', { known: { limit: { code: 'RATE', because: 'Too many.' } } }],
  ['domestic-abuse', { risk: true }],
  ['BAD_ADDR', { mail: { from: 'alma@mail.invalid' } }],
]

/** Two that cannot be true of one message. */
const NEVER_BOTH = new Set([
  'NO_PATH NULL_PATH',
  'REPEAT RATE',
  'ROLE BAD_ADDR',
  'MALFORMED ROLE',
  'NO_PATH BAD_ADDR',
  'NULL_PATH BAD_ADDR',
])

const PLAIN: MailParts = { to: 'Enquiries <enquiries@mopac.example.org>' }

async function reasonOf(...triggers: Trigger[]): Promise<string> {
  const mail: MailParts = Object.assign({}, PLAIN, ...triggers.map((trigger) => trigger.mail))
  const headers: Headers = Object.assign({}, ...triggers.map((trigger) => trigger.headers))
  const known: KnownOfMessage = Object.assign({}, NOTHING_KNOWN, ...triggers.map((trigger) => trigger.known))
  const risk = triggers.some((trigger) => trigger.risk) ? { risk: aRisk('domestic-abuse') } : {}
  return planOf(await parseMessage(aMail({ ...mail, headers })), { known, ...risk }).reason
}

const PAIRS = ROWS.flatMap(([first, one], at) =>
  ROWS.slice(at + 1)
    .filter(([second]) => !NEVER_BOTH.has(`${first} ${second}`))
    .map(([second, other]) => [first, second, one, other] as const),
)

describe('the 23 rows in their order', () => {
  it.each(ROWS)('%s decides where nothing else applies', async (code, trigger) => {
    expect(await reasonOf(trigger)).toBe(code)
  })

  it('OK is left where no row applies', async () => {
    expect(await reasonOf()).toBe('OK')
    expect(ROWS.length + 1).toBe(23)
  })

  it.each(PAIRS)('%s goes before %s', async (first, _second, one, other) => {
    expect(await reasonOf(one, other)).toBe(first)
  })
})

describe('each row of headers, however the header is written', () => {
  const rows = ROWS.flatMap(([code, { headers }]) =>
    Object.entries(headers ?? {})
      .filter(([name]) => name !== 'from' && name !== 'Received')
      .map(([name, value]) => [code, name, String(value)] as const),
  )
  const FIRST_OF_TWO: Record<string, string> = {
    'Auto-Submitted': 'no',
    Precedence: 'first-class',
    'X-Spam-Flag': 'NO',
    'X-Auto-Response-Suppress': 'RN',
    'Authentication-Results': 'mx.example.com; dmarc=pass',
  }
  const variants = rows.flatMap(([code, name, value]) => {
    const written: [string, Headers][] = [
      ['in lower case', { [name.toLowerCase()]: value }],
      ['in capitals', { [name.toUpperCase()]: value }],
      [
        'with its value in capitals',
        { [name]: name === 'Authentication-Results' ? value : value.toUpperCase() },
      ],
      ['folded before its value', { [name]: `\r\n ${value}` }],
      ['folded with a tab', { [name]: `\r\n\t${value}` }],
      ['twice', { [name]: [value, value] }],
      ...(FIRST_OF_TWO[name] === undefined
        ? []
        : [['behind a harmless one', { [name]: [FIRST_OF_TWO[name] ?? '', value] }] as [string, Headers]]),
    ]
    return written.map(([how, headers]) => [code, how, headers] as const)
  })

  it.each(variants)('%s, %s', async (code, _how, headers) => {
    expect(await reasonOf({ headers })).toBe(code)
  })

  it.each([
    'auto-replied',
    'Auto-Replied',
    'auto-generated; owner-email="x@example.net"',
    'auto-notified',
    'auto-something-new',
    'auto-generated (no)',
    '(no) auto-generated',
    '',
  ])('AUTO_SUBMITTED for the value %j', async (value) => {
    expect(await reasonOf({ headers: { 'Auto-Submitted': value } })).toBe('AUTO_SUBMITTED')
  })

  it.each(['no', 'No', 'NO', 'no (a person wrote this)', '(auto-replied) no', '\r\n no', 'no; x=y'])(
    'OK for Auto-Submitted: %j',
    async (value) => {
      expect(await reasonOf({ headers: { 'Auto-Submitted': value } })).toBe('OK')
    },
  )

  it('SELF for a return path that is the duty officer, as a forger would like it', async () => {
    expect(await reasonOf({ mail: { returnPath: 'duty.officer@mopac.example.org' } })).toBe('SELF')
  })
})
