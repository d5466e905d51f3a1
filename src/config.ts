/**
 * Every setting, read once. The only file that knows their names; the typed object
 * is handed down. A default stands only where a wrong value harms nobody.
 */
import { z } from 'zod'
import { BadRules } from './errors.ts'

const Port = z.coerce.number().int().min(0).max(65535)
const json = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' })
        return z.NEVER
      }
    })
    .pipe(shape)

/** 32 bytes in base64. */
const isKey = (text: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(text)

/** A secret goes to this address, so only to one that nobody on the way can read; loopback is for tests. */
const secretUrl = (what: string) =>
  z
    .url()
    .refine(
      (url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url),
      `must start with https, because ${what}`,
    )
const TokenEndpoint = secretUrl('the client secret is sent there')
const SecretUrl = secretUrl('pages to duty staff are sent there')

/**
 * Client credentials (RFC 6749 section 4.4): how a service that no person signs in to
 * gets into a mailbox of Microsoft 365. There, `tenant` says where tokens are given;
 * elsewhere, `tokenEndpoint`.
 */
const CLIENT = {
  tenant: z
    .string()
    .regex(/^[\w.-]+$/, 'is a directory id or a domain')
    .optional(),
  tokenEndpoint: TokenEndpoint.optional(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  scope: z.string().min(1).default('https://outlook.office365.com/.default'),
}

type Client = { tenant?: string | undefined; tokenEndpoint?: string | undefined }

function withEndpoint<T extends Client>({ tenant, tokenEndpoint, ...rest }: T, context: z.RefinementCtx) {
  const endpoint =
    tokenEndpoint ?? (tenant && `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`)
  if (endpoint) return { ...rest, tokenEndpoint: endpoint }
  context.addIssue({ code: 'custom', message: 'needs tenant or tokenEndpoint' })
  return z.NEVER
}

const OAuth = z.strictObject(CLIENT).transform(withEndpoint)
export type OAuth = z.infer<typeof OAuth>

/** How mail is sent with tokens: signed in as `user`, or as the address that the mail is from. */
const SmtpOAuth = z.strictObject({ ...CLIENT, user: z.string().min(1).optional() }).transform(withEndpoint)

const TestReceiver = z.email().transform((address) => address.toLowerCase())

/** One mailbox to poll over IMAP; TLS always, and never a fall back to clear text. */
export const ImapAccount = z
  .strictObject({
    office: z.string(),
    address: z.email(),
    host: z.string().min(1),
    port: Port.default(993),
    /** `implicit` is port 993; `starttls` upgrades before signing in, and stops if it cannot. */
    tls: z.enum(['implicit', 'starttls']).default('implicit'),
    user: z.string().min(1),
    password: z.string().min(1).optional(),
    /** An OAuth access token for XOAUTH2, in place of a password; it is not renewed. */
    accessToken: z.string().min(1).optional(),
    /** Where access tokens for XOAUTH2 come from, in place of a password. */
    oauth: OAuth.optional(),
    folders: z.array(z.string()).default(['INBOX']),
    /** How often a test message is sent to the mailbox, to see that letters reach it; absent: never. */
    canaryMinutes: z.number().min(5).max(60).optional(),
    /** Who is paged by each test message that came back, as duty staff would be; never one of them. */
    testReceiver: TestReceiver.optional(),
    /** PEM of a certificate authority that the server's certificate is checked against. */
    certificateAuthority: z.string().optional(),
  })
  .refine(
    ({ password, oauth, accessToken }) =>
      [password, oauth, accessToken].filter((one) => one !== undefined).length === 1,
    'needs one of password, oauth and accessToken, and no second',
  )
  .refine(
    ({ testReceiver, canaryMinutes }) => testReceiver === undefined || canaryMinutes !== undefined,
    'has a testReceiver and needs canaryMinutes too: without test messages nothing is sent to it',
  )
export type ImapAccount = z.infer<typeof ImapAccount>

/** How test messages of the watchdog are known, and who is paged by them. */
const WatchdogCanary = z.strictObject({
  key: z.string().min(32, 'must have at least 32 characters'),
  testReceiver: TestReceiver.optional(),
})

/** Of Entra, the addresses that stand for every tenant, or for private accounts. */
const ANYBODYS_ENTRA =
  /^https:\/\/login\.microsoftonline\.[a-z]+\/(?:common|organizations|consumers)(?:\/|$)/i

const Oidc = z.strictObject({
  issuer: z
    .url()
    .refine(
      (url) => !ANYBODYS_ENTRA.test(url),
      'lets anybody with a Microsoft account arrive: give the address with your own directory id in it',
    ),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
})

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** GOV.UK Notify. A template of ours holds ((text)), and one for mail ((subject)) as its subject. */
const Notify = z
  .strictObject({
    apiKey: z.string().regex(new RegExp(`^.+-${UUID}-${UUID}$`), 'is not a key of GOV.UK Notify'),
    emailTemplate: z.uuid().optional(),
    smsTemplate: z.uuid().optional(),
    /** What Notify shows when it calls `PUBLIC_URL/api/notify/deliveries`; absent: it is asked instead. */
    callbackToken: z.string().min(24, 'must have at least 24 characters').optional(),
    baseUrl: SecretUrl.default('https://api.notifications.service.gov.uk'),
  })
  .refine(({ emailTemplate, smsTemplate }) => emailTemplate ?? smsTemplate, {
    message: 'needs smsTemplate or emailTemplate',
  })
export type NotifySettings = z.infer<typeof Notify>

/** A place that pages are posted to. `format` is how its receiver wants to read them. */
const Webhook = z.strictObject({
  url: SecretUrl,
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64'),
  format: z.enum(['standard', 'slack', 'teams']).default('standard'),
})
export type WebhookSettings = z.infer<typeof Webhook>

const OfficeKeySet = z
  .strictObject({
    current: z.string(),
    keys: z.record(
      z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, 'is named by letters, digits, dots and dashes'),
      z.string().refine(isKey, 'must be 32 random bytes in base64: openssl rand -base64 32'),
    ),
  })
  .refine(({ current, keys }) => current in keys, 'has a current key that is not among its keys')
export type OfficeKeySet = z.infer<typeof OfficeKeySet>

/** What a file of office keys says; undefined where it is none. */
export function readKeySet(text: string): OfficeKeySet | undefined {
  const read = json(OfficeKeySet).safeParse(text)
  return read.success ? read.data : undefined
}

/** `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. */
const ClamdAt = z.string().transform((text, context) => {
  const socket = /^unix:(\/\S+)$/.exec(text)?.[1]
  if (socket !== undefined) return { path: socket }
  const [, host, port] = /^tcp:\/\/([\w.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(text) ?? []
  if (host !== undefined && Number(port) <= 65_535)
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
  context.addIssue({ code: 'custom', message: 'is neither tcp://host:port nor unix:/path/to/clamd.ctl' })
  return z.NEVER
})

const Settings = z.object({
  /** `production` refuses everything embedded: demo sign-in, own Postgres, own mail servers. */
  mode: z.enum(['embedded', 'production']).default('embedded'),
  host: z.string().default('127.0.0.1'),
  port: Port.default(8787),
  smtpPort: Port.default(2525),
  dataDir: z.string().default('./data'),
  /** Where people reach the dashboard; links in pages to duty staff start with it. */
  publicUrl: z
    .url()
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  databaseUrl: z.url().optional(),
  databaseOwnerUrl: z.url().optional(),
  /** The outgoing server, smtp:// or smtps://. Absent means the embedded loopback one. */
  smtpUrl: z.url().optional(),
  /** Where access tokens for that server come from, in place of a password. */
  smtpOauth: json(SmtpOAuth).optional(),
  /** The return path where that server refuses the null one: an address that nothing answers. */
  bounceAddress: z.email().optional(),
  /** Seals reference tokens and sessions. */
  secretKey: z.string().min(32, 'must have at least 32 characters').optional(),
  /** What the keys of letters are wrapped by; the current one wraps new ones. */
  officeKeys: json(OfficeKeySet).optional(),
  /** A file with the same, for a secret that is mounted; Node only. */
  officeKeysFile: z.string().optional(),
  mailboxes: json(z.array(ImapAccount)).default([]),
  /** Office id to key, for POST /api/messages. */
  apiKeys: json(z.record(z.string(), z.string().min(24, 'must have at least 24 characters'))).default({}),
  oidc: json(Oidc).optional(),
  /** Where ClamAV's clamd listens; absent: nothing is scanned, and no file of a letter can be opened. */
  scanner: ClamdAt.optional(),
  /** What a monitoring system shows to read `/metrics`; without it there are none. */
  metricsToken: z.string().min(32, 'must have at least 32 characters').optional(),
  notify: json(Notify).optional(),
  /** Name, as ladders use it, to address and secret. */
  webhooks: json(z.record(z.string().regex(/^[a-z0-9-]+$/), Webhook)).default({}),
  watchdogCanary: json(WatchdogCanary).optional(),
  pollSeconds: z.coerce.number().min(1).max(60).default(60),
  /** Where the bank holidays are fetched from once a day; in production GOV.UK unless this says otherwise. */
  calendarUrl: z.url().optional(),
  /** Where the head of the history is kept each hour, apart from the database; Node only. */
  anchorFile: z.string().optional(),
  /** A mailbox that keeps what it gets, for the same. */
  anchorMail: z.email().optional(),
  /** The most hours between two backups by the command; absent: none is expected. */
  backupEveryHours: z.coerce
    .number()
    .min(1)
    .max(24 * 31)
    .optional(),
  /** What backups are sealed with and opened by. */
  backupPassphrase: z.string().min(16, 'must have at least 16 characters').optional(),
  /** The dozen invented letters of a first embedded start. */
  demoLetters: z.enum(['yes', 'no']).default('yes'),
  /** Whether somebody may sign in by a security key while the identity provider is away. */
  emergencyKeys: z.enum(['yes', 'no']).default('no'),
  /** Whether drills begin by the schedules of the offices; a demonstration has those that somebody asks for. */
  drills: z.enum(['yes', 'no']).optional(),
})

export type Config = z.infer<typeof Settings>

/** The name of each setting in the environment, which messages about settings use. */
const NAMES: Record<keyof Config, string> = {
  mode: 'WAYPOST_MODE',
  host: 'HOST',
  port: 'PORT',
  smtpPort: 'SMTP_PORT',
  dataDir: 'DATA_DIR',
  publicUrl: 'PUBLIC_URL',
  databaseUrl: 'DATABASE_URL',
  databaseOwnerUrl: 'DATABASE_OWNER_URL',
  smtpUrl: 'SMTP_URL',
  smtpOauth: 'SMTP_OAUTH',
  bounceAddress: 'BOUNCE_ADDRESS',
  secretKey: 'SECRET_KEY',
  officeKeys: 'OFFICE_KEYS',
  officeKeysFile: 'OFFICE_KEYS_FILE',
  mailboxes: 'MAILBOXES',
  apiKeys: 'API_KEYS',
  oidc: 'OIDC',
  scanner: 'SCANNER',
  metricsToken: 'METRICS_TOKEN',
  notify: 'NOTIFY',
  webhooks: 'WEBHOOKS',
  watchdogCanary: 'WATCHDOG_CANARY',
  pollSeconds: 'POLL_SECONDS',
  calendarUrl: 'CALENDAR_URL',
  anchorFile: 'ANCHOR_FILE',
  anchorMail: 'ANCHOR_MAIL',
  backupEveryHours: 'BACKUP_EVERY_HOURS',
  backupPassphrase: 'BACKUP_PASSPHRASE',
  demoLetters: 'DEMO_LETTERS',
  emergencyKeys: 'EMERGENCY_KEYS',
  drills: 'DRILLS',
}

const NEEDED_IN_PRODUCTION = ['databaseUrl', 'smtpUrl', 'secretKey', 'publicUrl', 'oidc'] as const

/** Reads settings from process.env on Node and from the bindings on Workers; throws BadRules in one sentence. */
export function readConfig(source: Record<string, unknown>): Config {
  const given = Object.fromEntries(
    Object.entries(NAMES).flatMap(([key, name]) =>
      source[name] === undefined || source[name] === '' ? [] : [[key, source[name]]],
    ),
  )
  const checked = Settings.safeParse(given)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    const [key, ...rest] = issue?.path ?? []
    const where = [NAMES[key as keyof Config] ?? String(key), ...rest.map(String)].join(' › ')
    throw new BadRules(`The setting ${where} is wrong: ${issue?.message}. See "Settings" in the README.`)
  }
  const missing = NEEDED_IN_PRODUCTION.filter((key) => checked.data[key] === undefined)
  if (checked.data.mode === 'production' && missing.length > 0) {
    const names = missing.map((key) => NAMES[key]).join(', ')
    throw new BadRules(`WAYPOST_MODE=production needs these settings too: ${names}.`)
  }
  if (
    checked.data.mode === 'production' &&
    checked.data.officeKeys === undefined &&
    checked.data.officeKeysFile === undefined
  )
    throw new BadRules(
      'WAYPOST_MODE=production needs OFFICE_KEYS or OFFICE_KEYS_FILE: without an office key letters cannot be encrypted. See "Keys of letters" in the README.',
    )
  checkSmtpSignIn(checked.data)
  const { mode, drills = mode === 'production' ? 'yes' : 'no' } = checked.data
  return { ...checked.data, drills }
}

function checkSmtpSignIn({ smtpUrl, smtpOauth }: Config): void {
  if (!smtpOauth) return
  if (smtpUrl === undefined)
    throw new BadRules('SMTP_OAUTH needs SMTP_URL, for example smtp://smtp.office365.com:587.')
  if (new URL(smtpUrl).username !== '')
    throw new BadRules(
      'SMTP_URL names a user and SMTP_OAUTH signs in with tokens: keep one of the two, and set the user of SMTP_OAUTH where it is not the sender.',
    )
}
