/**
 * What an office has published and promised, as data. One YAML file an office in
 * `rules/offices/`; every entry names the requirement it comes from (`source`).
 * "not-set" is a value that refuses, never a default.
 */
import { z } from 'zod'
import { OUTCOME_KINDS, PERIOD_EVENTS } from '../clocks/keeping-words.ts'
import { RISK_CATEGORIES } from '../triage/risk.ts'
import { ROUTES } from '../triage/route.ts'
import { DrillPlan } from './drill-schedule.ts'
import { Duty } from './duty.ts'

/** Ids of requirements in docs/requirements.md (A-30, B-23, T01 …), or an Act and section. */
const Source = z.array(z.string().min(2)).min(1)
const NotSet = z.literal('not-set')
const Email = z.email().transform((address) => address.toLowerCase())

/** A post in the office, never a person's name. */
const Post = z.strictObject({ post: z.string().min(3), email: Email })

const RouteHandling = z.strictObject({
  /** Each route has two contacts, so that none hangs on one person (E-16). */
  primary: Post,
  deputy: Post,
  /** What the office does with it, in a sentence a caseworker would say. */
  handling: z.string().min(10),
  /** Where it goes when it is not for the office, as the acknowledgement names it. */
  goesTo: z.string().optional(),
  source: Source,
})

const SharingRule = z.strictObject({
  routes: z.union([z.literal('all'), z.array(z.enum(ROUTES)).min(1)]),
  recipient: z.enum(['force', 'iopc', 'gla', 'panel', 'council', 'other']),
  purpose: z.enum(['answer', 'investigate', 'safety', 'referral', 'audit', 'any']),
  rule: z.enum(['allowed', 'consent', 'law-only', 'safety-exception', 'never']),
  note: z.string().optional(),
  source: Source,
})

const RetentionRow = z.strictObject({
  /** Stable name of the row, e.g. `mopac-enquiry`. */
  schedule: z.string().regex(/^[a-z0-9-]+$/),
  routes: z.array(z.enum(ROUTES)).min(1),
  /** Only cases that ended so, and for those it goes before the line that names no outcome. */
  outcomes: z.array(z.enum(OUTCOME_KINDS)).min(1).optional(),
  keepMonths: z.union([z.int().positive().max(1_200), NotSet]),
  trigger: z.union([z.enum(['last-action', ...PERIOD_EVENTS]), NotSet]),
  note: z.string().optional(),
  source: Source,
})

export const OfficeProfile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  shortName: z.string(),
  /** Front of every case reference. */
  referencePrefix: z.string().regex(/^[A-Z]{2,8}$/),
  force: z.strictObject({ name: z.string(), shortName: z.string(), professionalStandards: z.string() }),
  chiefOfficer: z.string(),
  officeHolders: z.array(z.string()).min(1),
  branding: z.strictObject({ colour: z.string().regex(/^#[0-9a-f]{6}$/) }),
  notice: z.strictObject({
    title: z.string(),
    url: z.url(),
    /** The version people are sent; recorded with each acknowledgement (B-02). */
    version: z.string(),
    reviewDueOn: z.iso.date().optional(),
    /** What the notice lacks under UK GDPR Art 13, so the acknowledgement says it. */
    lacks: z.array(z.enum(['rights', 'ico', 'dpo'])),
    source: Source,
  }),
  contact: z.strictObject({
    email: Email,
    phone: z.string().optional(),
    post: z.string().optional(),
    source: Source,
  }),
  dataProtection: z.strictObject({ email: Email, phone: z.string().optional(), source: Source }),
  /** Addresses whose mail comes here; the first is the one we answer from. */
  mailboxes: z.array(z.strictObject({ address: Email, purpose: z.string(), source: Source })).min(1),
  /** The mailbox on a reserved example domain that stands in for the first one in a demonstration. */
  demoMailbox: Email,
  /** Any address at these domains is the office's too. Never the force's own domain (B-20). */
  mailDomains: z.array(z.string().regex(/^[a-z0-9.-]+$/, 'a domain in lower case')).default([]),
  /** The authserv-id of the provider whose Authentication-Results we trust (RFC 8601 section 5). */
  authservIds: z.array(z.string()).default([]),
  calendar: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
  complaintsModel: z.union([z.literal(1), z.literal(2), z.literal(3), NotSet]),
  lawfulBasis: z.strictObject({
    default: z.enum(['public-task', 'legal-obligation', 'consent']),
    note: z.string().optional(),
    source: Source,
  }),
  /**
   * Whether letters may become examples that a model learns from, once nobody can be known by
   * them (B-32, C-08): a new purpose, so only what the notice says. `not-set` refuses.
   */
  learning: z.strictObject({ letters: z.union([z.enum(['anonymised', 'never']), NotSet]), source: Source }),
  routes: z.record(z.enum(ROUTES), RouteHandling),
  sharing: z.array(SharingRule).min(1),
  retention: z.array(RetentionRow).min(1),
  /** How the schedule is meant, and how records end by it. */
  records: z.strictObject({
    /** Where the notice and the office's own retention policy differ, which of them the schedule follows. */
    follows: z.union([z.enum(['notice', 'policy']), NotSet]),
    why: z.string().min(20),
    /** Days between the second person's word and the removal, in which it can be taken back. */
    graceDays: z.int().min(1).max(90),
    /** A case in which anything happened within so many days is not offered for disposal. */
    quietDays: z.int().min(1).max(365),
    /** After how many days a person looks again whether a hold is still needed, unless they say otherwise. */
    reviewHoldAfterDays: z.int().min(1).max(366),
    source: Source,
  }),
  /** Promises of the notice that this service keeps, one line each. */
  promises: z.array(z.strictObject({ id: z.string(), promise: z.string(), keptBy: z.string() })).min(1),
  /** No automatic reply while one of these is flagged: a person decides (law: safe contact; ProtectUK). */
  holdAcknowledgement: z.array(z.enum(RISK_CATEGORIES)),
  safeContact: z.strictObject({ wording: z.string(), source: Source }),
  /** Ids of rules/disclosure/grounds.yaml that this office uses when somebody is at risk. */
  disclosure: z.strictObject({ grounds: z.array(z.string()).min(1), source: Source }),
  /** When drills are held; absent where the office has none but those that somebody asks for. */
  drills: DrillPlan.optional(),
  /** When people are reminded of what is owed. Days are working days of the office's own calendar. */
  deadlines: z.strictObject({
    /** From how many working days before its day a deadline is due soon. */
    soonDays: z.int().min(1).max(15),
    /** When the digest of the morning is sent, on the clocks of London. */
    digestAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 07:00'),
    /** How many working days after a missed deadline the deputy of its route is told. */
    escalateAfterDays: z.int().min(1).max(15),
    /** Hours after the start of a referral to the IOPC at which its owner is told. */
    referralAlarmHours: z.array(z.int().min(1).max(40)).min(1),
    /** The target for which the office may start a clock of its own, in working days. */
    targetWorkingDays: z.union([z.int().positive().max(260), NotSet]),
    /** How many working days each reminder waits for an answer from outside; the last wait goes on. */
    chase: z.strictObject({
      force: z.array(z.int().min(1).max(60)).min(1),
      iopc: z.array(z.int().min(1).max(60)).min(1),
      other: z.array(z.int().min(1).max(60)).min(1),
    }),
    source: Source,
  }),
  /** Who is told of danger, when and how. */
  duty: Duty,
})

export type OfficeProfile = z.infer<typeof OfficeProfile>
export type RetentionRow = z.infer<typeof RetentionRow>
