/** The only place where real things are built and joined together, for either runtime. */
import { type Letters, readLetters } from './acknowledgements/read-letters.ts'
import { checkBackups } from './alarms/check-backups.ts'
import { checkSending } from './alarms/check-sending.ts'
import { type AnchorFile, keepAnchors } from './alarms/keep-anchors.ts'
import { type AnchorKey, anchorKey } from './audit/anchor.ts'
import { type Filling, fillSearchText } from './cases/search-text.ts'
import { checkAgainstOffices } from './check-settings.ts'
import { type Calendars, readCalendars } from './clocks/calendars.ts'
import type { Config } from './config.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { checkDeadlines } from './deadlines/check-deadlines.ts'
import { GOV_UK, type RefreshDeps, refreshDaily } from './deadlines/refresh-calendars.ts'
import { checkDrills } from './drills/check-drills.ts'
import { type DrillLetter, readDrillLetters } from './drills/letters.ts'
import { BadRules } from './errors.ts'
import { watchDeliveries } from './escalations/watch-deliveries.ts'
import { handlersFor } from './handlers.ts'
import { checkMailboxes } from './intake/check-mailboxes.ts'
import type { PollDeps } from './intake/poll-session.ts'
import { checkWatchdog } from './intake/watchdog-canary.ts'
import { type Handlers, Queue } from './jobs/queue.ts'
import type { OnCall } from './jobs/sending.ts'
import type { OfficeKeys } from './keys/office-keys.ts'
import { type Room, SHARED_ROOM } from './message/limits.ts'
import { type Ground, readGrounds } from './offices/grounds.ts'
import type { OfficeProfile } from './offices/profile.ts'
import { type Offices, readOffices } from './offices/read-offices.ts'
import { type RightsLaw, readRightsLaw } from './offices/rights-law.ts'
import type { Carriers } from './outbox/carrier.ts'
import { notifyCarriers } from './outbox/notify.ts'
import type { Outbox } from './outbox/outbox.ts'
import { smtpOutbox } from './outbox/smtp-outbox.ts'
import type { TokenSignIn } from './outbox/smtp-sign-in.ts'
import { webhookCarrier } from './outbox/webhook.ts'
import { checkSchedules } from './records/keep-schedule.ts'
import { readTemplates } from './replies/read-templates.ts'
import type { Template } from './replies/template.ts'
import { checkRotas } from './rota/check-rotas.ts'
import { whoIsOnCall } from './rota/who-is-on-call.ts'
import type { RuleFiles } from './rule-files.ts'
import { checkRulesets } from './rulesets/check-rulesets.ts'
import { clamdScanner } from './scanner/clamd.ts'
import type { Scanner } from './scanner/scanner.ts'
import { checkScanner } from './scans/check-scanner.ts'
import { type ReadFiles, readFilesHere } from './scans/read-files.ts'
import { TokenKeeper } from './tokens/token-keeper.ts'
import { DANGER_MODEL } from './triage/danger-file.ts'
import { type JudgeMail, judgeHere } from './triage/judge-mail.ts'
import { type Rules, readRules } from './triage/read-rules.ts'
import { ruleTextIn } from './triage/rule-text-in.ts'
import { readiness } from './web/watch/health.ts'
import { heartbeat } from './web/watch/heartbeat.ts'
import type { WebDeps } from './web/web-deps.ts'

/** Everything that `rules/` says, checked, and the way that mail is judged by it. */
export type Rulebook = {
  offices: Offices
  rules: Rules
  /** The text of a rule of the files, by its id. */
  ruleText: (id: string) => string | undefined
  /** By these rules, in this process unless whoever starts it has threads to do it in. */
  judge: JudgeMail
  /** How much of one message there is room for there. */
  room: Room
  /** Takes a letter apart into its files. */
  readFiles: ReadFiles
  calendars: Calendars
  letters: Letters
  grounds: readonly Ground[]
  rightsLaw: RightsLaw
  drillLetters: readonly DrillLetter[]
  /** Templates of letters that people send, as they come with the rules. */
  templates: readonly Template[]
}

/** Reads all rules; throws BadRules for the first that is wrong. */
export function readRulebook(files: RuleFiles): Rulebook {
  const offices = readOffices(files)
  const rules = readRules(files)
  if (!rules.dangerModel)
    throw new BadRules(
      `${DANGER_MODEL} is missing, and without it only dangers that a rule names are found. Fetch it again from this release, or write it with \`train-danger\`.`,
    )
  return {
    offices,
    rules,
    ruleText: ruleTextIn(files),
    judge: judgeHere(rules, SHARED_ROOM),
    room: SHARED_ROOM,
    readFiles: readFilesHere(),
    calendars: readCalendars(files),
    letters: readLetters(files, offices),
    grounds: readGrounds(files, offices.all),
    rightsLaw: readRightsLaw(files),
    drillLetters: readDrillLetters(files),
    templates: readTemplates(files),
  }
}

export type Service = Rulebook & {
  database: OpenDatabase
  queue: Queue
  outbox: Outbox
  carriers: Carriers
  onCall: OnCall
  webhooks: Config['webhooks']
  /** Undefined where none is set up. */
  scanner: Scanner | undefined
  handlers: Handlers
  web: WebDeps
  now: () => Date
  /** Looks from outside the poller whether the mailboxes of the settings are being read. */
  checkMailboxes(): Promise<void>
  /** Looks whether we may still sign in to the outgoing server, where that goes by tokens. */
  checkSending(): Promise<void>
  /** Looks whether the last backup is as young as the settings want. */
  checkBackups(): Promise<void>
  /** Once an hour keeps where each history stands, apart from the database. */
  keepAnchors(): Promise<void>
  /** Asks what became of pages, where a provider knows. */
  watchDeliveries(): Promise<void>
  /** Looks whether the virus scanner answers, finds anything and has fresh signatures. */
  checkScanner(): Promise<void>
  /** Looks whether the rules that were published still work with those of the files. */
  checkRulesets(): Promise<void>
  /** Looks at each office's duty rota for the week ahead. */
  checkRotas(): Promise<void>
  /** Begins the drill that is due, and ends one that nobody answered. */
  checkDrills(): Promise<void>
  /** Looks whether deadlines have moved, who has to be reminded of what, and how far the holidays are listed. */
  checkDeadlines(): Promise<void>
  /** Keeps the schedule of each office that came into force, and brings the cases under it. */
  checkSchedules(): Promise<void>
  /** Makes up what letters are searched by, where it is not there. */
  fillSearchText(): Promise<void>
  /** Once a day takes the bank holidays anew from where the settings say; does nothing on an embedded start. */
  refreshCalendars(): Promise<void>
  close(): Promise<void>
}

/** What differs between an embedded start, production and Workers. */
export type Place = {
  databaseUrl: string
  smtpUrl: string
  secretKey: string
  /** What the keys of letters are wrapped by. */
  officeKeys: OfficeKeys
  publicUrl: string
  apiKeys: Readonly<Record<string, string>>
  /** Demo sign-in and demo mailboxes; only ever on an embedded start. */
  demo: boolean
  /** Upkeep of the queue belongs to one long-running process. */
  supervise: boolean
  connections: number
  /** The clock; the machine's own unless a test sets it. */
  now?: () => Date
  demoNotes?: WebDeps['demoNotes']
  /** What letters are scanned by; that of the settings unless a test sets it. */
  scanner?: Scanner
  /** Who is on call; the rota's own answer unless a test sets it. */
  onCall?: OnCall
  /** Where the heads of the histories are kept; absent on Workers, and where the settings name none. */
  anchors?: AnchorFile | undefined
  /** Whether the data directory has no room left; absent where there is none. */
  isDiskFull?: () => Promise<boolean>
}

/** Well within the time that the queue gives to jobs in hand. */
const CUT_OFF_MAILS_AFTER_MS = 5_000

/** Builds the service; starts nothing yet but connections on demand. */
export function buildService(config: Config, rulebook: Rulebook, place: Place): Service {
  const { offices } = rulebook
  checkAgainstOffices(config, offices)
  const now = place.now ?? (() => new Date())
  const database = openDatabase(place.databaseUrl, place.connections, place.officeKeys)
  const queue = new Queue(place.databaseUrl, { supervise: place.supervise, now })
  const signIn = signInOf(config, now)
  const outbox = smtpOutbox(place.smtpUrl, { bounceAddress: config.bounceAddress, signIn })
  const carriers = carriersOf(config, now)
  const scanner = place.scanner ?? (config.scanner && clamdScanner(config.scanner))
  const senderOf = (office: OfficeProfile) => senderFor(config, office, place.demo)
  const shared = {
    ...{
      ...rulebook,
      db: database.db,
      queue,
      outbox,
      carriers,
      webhooks: config.webhooks,
      senderOf,
      scanner,
    },
    ...{ secretKey: place.secretKey, onCall: place.onCall ?? whoIsOnCall, now },
  }
  const watchdog = config.watchdogCanary
  let key: AnchorKey | undefined
  const readinessNow = async () => {
    const found = await readiness(database.db, offices, now(), config.mailboxes)
    return (await place.isDiskFull?.()) ? { ...found, diskFull: true, ready: false } : found
  }
  const filling: Filling = new Map()
  return {
    ...rulebook,
    database,
    queue,
    outbox,
    carriers,
    onCall: shared.onCall,
    webhooks: config.webhooks,
    scanner,
    now,
    handlers: handlersFor({ ...shared, publicUrl: place.publicUrl }),
    checkMailboxes: async () => {
      await checkMailboxes(shared, config.mailboxes)
      await checkWatchdog({ ...shared, watchdog })
    },
    checkSending: () => checkSending(shared, signIn?.tokens, sendingOffices(config, offices)),
    checkBackups: () => checkBackups(shared, config.backupEveryHours),
    keepAnchors: () =>
      keepAnchors({
        ...shared,
        key: () => (key ??= anchorKey(place.secretKey)),
        file: place.anchors,
        mailTo: config.anchorMail,
      }),
    watchDeliveries: () => watchDeliveries(shared),
    checkScanner: () => checkScanner(shared, offices.all),
    checkRulesets: () => checkRulesets(shared),
    checkRotas: () => checkRotas(shared),
    checkDrills: () => checkDrills({ ...shared, scheduled: config.drills === 'yes' }),
    checkDeadlines: () => checkDeadlines(shared),
    checkSchedules: () => checkSchedules(shared),
    fillSearchText: () => fillSearchText(shared, filling),
    refreshCalendars: refreshFrom(config, shared),
    web: {
      db: database.db,
      queue,
      offices,
      rules: rulebook.rules,
      ruleText: rulebook.ruleText,
      calendars: rulebook.calendars,
      letters: rulebook.letters,
      grounds: rulebook.grounds,
      rightsLaw: rulebook.rightsLaw,
      drillLetters: rulebook.drillLetters,
      hasScanner: scanner !== undefined,
      readFiles: rulebook.readFiles,
      room: rulebook.room,
      templates: rulebook.templates,
      now,
      secretKey: place.secretKey,
      publicUrl: place.publicUrl,
      deliveryToken: config.notify?.callbackToken,
      apiKeys: place.apiKeys,
      signIn: { demo: place.demo, oidc: config.oidc, emergencyKeys: config.emergencyKeys === 'yes' },
      readiness: readinessNow,
      heartbeat: async () => heartbeat(database.db, offices, { ready: await readinessNow(), now: now() }),
      watchdog,
      senderOf,
      demoNotes: place.demoNotes,
    },
    close: async () => {
      // Jobs in hand get their time; a mail that still waits for its server is cut off in it,
      // so that what became of it is noted while there is a database.
      const hurry = setTimeout(() => void outbox.close(), CUT_OFF_MAILS_AFTER_MS)
      await queue.stop()
      clearTimeout(hurry)
      await outbox.close()
      await database.close()
    },
  }
}

/** An embedded start asks nobody on the internet by itself, unless its settings say whom. */
function refreshFrom({ calendarUrl, mode }: Config, deps: RefreshDeps): () => Promise<void> {
  const source = calendarUrl ?? (mode === 'production' ? GOV_UK : undefined)
  return source === undefined ? async () => {} : refreshDaily(deps, source)
}

/** What the poller needs of the service. */
export const pollDeps = ({ database, queue, now, web }: Service): PollDeps => ({
  db: database.db,
  queue,
  now,
  secretKey: web.secretKey,
  watchdog: web.watchdog,
})

/** A page does not wait for a sign-in service longer than for a mail server. */
const TOKEN_WITHIN_MS = 5_000

/** How the outgoing server is signed in to with tokens; undefined without them. */
export const signInOf = ({ smtpOauth }: Config, now: () => Date): TokenSignIn | undefined =>
  smtpOauth && {
    user: smtpOauth.user,
    tokens: new TokenKeeper(smtpOauth, { now, timeoutMs: TOKEN_WITHIN_MS }),
  }

/** What the settings have beside the outgoing mail server. */
export const carriersOf = ({ notify, webhooks }: Config, now: () => Date): Carriers => ({
  ...(notify ? notifyCarriers(notify, { now }) : {}),
  ...(Object.keys(webhooks).length > 0 ? { webhook: webhookCarrier(webhooks, { now }) } : {}),
})

/** An embedded start answers from the demonstration mailbox; otherwise from the mailbox we poll. */
export function senderFor(config: Config, office: OfficeProfile, demo: boolean): string {
  const polled = config.mailboxes.find((account) => account.office === office.id)
  return (
    polled?.address ?? (demo ? office.demoMailbox : (office.mailboxes[0]?.address ?? office.contact.email))
  )
}

/** Those whose mail we send: the polled ones, or all where nothing is polled. */
export function sendingOffices({ mailboxes }: Config, offices: Offices): OfficeProfile[] {
  const polled = new Set(mailboxes.map(({ office }) => office))
  return offices.all.filter(({ id }) => polled.size === 0 || polled.has(id))
}
