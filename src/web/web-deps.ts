import type { Context } from 'hono'
import type { Letters } from '../acknowledgements/read-letters.ts'
import type { Calendars } from '../clocks/calendars.ts'
import type { Db } from '../db/db.ts'
import type { FolderCounts } from '../db/schema.ts'
import type { DrillLetter } from '../drills/letters.ts'
import type { WatchdogCanary } from '../intake/watchdog-canary.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { Room } from '../message/limits.ts'
import type { Ground } from '../offices/grounds.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { RightsLaw } from '../offices/rights-law.ts'
import type { Template } from '../replies/template.ts'
import type { ReadFiles } from '../scans/read-files.ts'
import type { Rules } from '../triage/read-rules.ts'
import type { Role } from './roles.ts'

/** Where people sign in: their organisation's identity provider, or the demo links of an embedded start. */
export type SignInWays = {
  oidc?: { issuer: string; clientId: string; clientSecret: string } | undefined
  /** Only ever true on an embedded start bound to loopback. */
  demo: boolean
  /** Whether security keys for emergencies open anything; closed unless the settings say so. */
  emergencyKeys?: boolean
}

/** What `/readyz` answers: numbers and yes or no, never a name or an address. */
export type Readiness = {
  database: boolean
  mailboxes: {
    officeId: string
    secondsSincePoll: number | null
    failing: boolean
    /** What is on the server and what became of it; null until it was counted. */
    counts: FolderCounts | null
    balanced: boolean | null
  }[]
  waitingToBeTakenIn: number
  oldestWaitingSeconds: number
  /** Every mailbox is read, and nothing waits too long to be taken in. */
  intakeOk: boolean
  alertsOverdue: number
  /** Alarms about the service that are not over; they are for people and do not make it unready. */
  alarms: number
  /** Set where the data directory has no room left; it says nothing of a database elsewhere. */
  diskFull?: boolean
  ready: boolean
}

/** What `/heartbeat` answers; null is what never happened. */
export type Heartbeat = {
  ok: boolean
  database: { ok: boolean }
  intake: { ok: boolean; secondsSincePoll: number | null; oldestWaitingSeconds: number }
  jobs: { ok: boolean; secondsSinceSweep: number | null; secondsSinceJob: number | null }
  pages: { ok: boolean; overdue: number; testPagesLate: number }
  /** The last test message of the watchdog that came. */
  watchdog: { canary: string; secondsOld: number; paged: boolean } | null
}

/** What is noted of each request, and read by a monitoring system that shows the token. */
export type Metrics = {
  observe(request: { method: string; route: string; status: number; seconds: number }): void
  text(): Promise<string>
}

export type WebDeps = {
  db: Db
  queue: Enqueue
  offices: Offices
  /** The rules of the files; what an office published comes from its database. */
  rules: Rules
  ruleText: (id: string) => string | undefined
  calendars: Calendars
  letters: Letters
  grounds: readonly Ground[]
  rightsLaw: RightsLaw
  drillLetters: readonly DrillLetter[]
  /** Whether a virus scanner is set up; without one no file of a letter is handed over. */
  hasScanner: boolean
  readFiles: ReadFiles
  /** How much of one letter there is room for where it is taken apart. */
  room: Room
  templates: readonly Template[]
  now: () => Date
  /** Seals cookies and reference tokens. */
  secretKey: string
  /** The origin people use, without a slash at its end; forms from any other are refused. */
  publicUrl: string
  /** What GOV.UK Notify shows with its receipts; undefined where it sends none. */
  deliveryToken?: string | undefined
  apiKeys: Readonly<Record<string, string>>
  signIn: SignInWays
  readiness: () => Promise<Readiness>
  heartbeat: () => Promise<Heartbeat>
  /** How test messages of the watchdog are known. */
  watchdog?: WatchdogCanary | undefined
  /** On Node, where the settings have a token for it. */
  metrics?: (Metrics & { token: string }) | undefined
  /** The address that this office sends from. */
  senderOf: (office: OfficeProfile) => string
  /** Shown on pages of an embedded start: where to send a mail, where sent mail is filed. */
  demoNotes?: { smtpAddress: string; outboxFolder: string } | undefined
}

/** Who is signed in, in which office, and what they may do. */
export type SignedIn = {
  sessionId: string
  office: OfficeProfile
  userKey: string
  userName: string
  role: Role
  /** The keys of the keyboard that they chose; `off` for none. */
  shortcuts?: Readonly<Record<string, string>>
  /** The token that every form of this session carries. */
  formToken: string
}

export type WebEnv = { Variables: { signedIn: SignedIn } }
export type WebContext = Context<WebEnv>
