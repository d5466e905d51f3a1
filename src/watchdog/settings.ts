/**
 * The few settings of the watchdog, in one variable, WATCHDOG. They are its own: it must go
 * on, and be heard, when everything that it watches is gone.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'

const Canary = z.strictObject({
  /** The mailbox that letters come to. */
  to: z.email(),
  /** The same as in WATCHDOG_CANARY of the service. */
  key: z.string().min(32, 'must have at least 32 characters'),
  everyMinutes: z.number().positive().max(60).default(15),
  /** How long one may take until its test page has left. */
  withinMinutes: z.number().positive().max(120).default(10),
  /** Whether the service has a testReceiver for it. */
  paged: z.boolean().default(true),
})

const Watched = z.strictObject({
  name: z.string().min(1),
  heartbeat: z.url(),
  canary: Canary.optional(),
})
export type Watched = z.infer<typeof Watched>

/** How it is heard: a way that does not hang on what is watched. */
const Raise = z
  .strictObject({
    mail: z.array(z.email()).default([]),
    /** A POST of JSON; signed with the key, so that the receiver knows whom it is from. */
    webhook: z.url().optional(),
    webhookKey: z.string().min(16).optional(),
  })
  .refine(({ mail, webhook }) => mail.length > 0 || webhook !== undefined, 'names neither mail nor webhook')

const WatchdogSettings = z.strictObject({
  watch: z.array(Watched).min(1),
  /** Its own outgoing server, for test messages and for being heard. */
  smtpUrl: z.url().optional(),
  from: z.email().default('watchdog@localhost.localdomain'),
  raise: Raise,
  stateFile: z.string().min(1).default('./watchdog-state.json'),
  everySeconds: z.number().min(1).max(300).default(60),
  /** So many checks in a row have to be bad before it is raised, or good before it is over. */
  checks: z.int().min(1).max(10).default(2),
  remindMinutes: z.number().positive().default(30),
})
export type WatchdogSettings = z.infer<typeof WatchdogSettings>

/** Reads the variable; throws BadRules in one sentence. */
export function readWatchdogSettings(text: string | undefined): WatchdogSettings {
  if (!text) throw new BadRules('WATCHDOG is not set. See "The watchdog" in the README.')
  const checked = WatchdogSettings.safeParse(asJson(text))
  if (!checked.success) {
    const issue = checked.error.issues[0]
    const where = ['WATCHDOG', ...(issue?.path ?? []).map(String)].join(' › ')
    throw new BadRules(`The setting ${where} is wrong: ${issue?.message}. See "The watchdog" in the README.`)
  }
  const settings = checked.data
  const needsSmtp = settings.raise.mail.length > 0 || settings.watch.some(({ canary }) => canary)
  if (needsSmtp && !settings.smtpUrl)
    throw new BadRules('The setting WATCHDOG › smtpUrl is missing, and mail is to be sent.')
  return settings
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new BadRules('The setting WATCHDOG is not JSON. See "The watchdog" in the README.')
  }
}
