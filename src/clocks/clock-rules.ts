/**
 * Every clock that the office can owe, in one table: what is owed, under which law, how
 * it is counted, and which routes start it. Read on the law as it stood in November
 * 2026; docs/clocks.md says the same in plain words and marks what is unconfirmed.
 */
import type { Pair } from './clock-event.ts'
import type { ClockRule, Period } from './clock-rule.ts'

/** A referral has at most two days and no weekend, so its owner is told at these hours and not by the day. */
export const REFERRAL_ALARM_HOURS = [4, 20] as const

const workingDays = (count: number): Period => ({ unit: 'working-days', count })
const days = (count: number): Period => ({ unit: 'days', count })
const months = (count: number): Period => ({ unit: 'months', count })
const hours = (count: number): Period => ({ unit: 'hours', count })

const IDENTITY: Pair = { asked: 'identity-asked', given: 'identity-proved' }
const FEE: Pair = { asked: 'fee-asked', given: 'fee-paid' }
const CLARIFICATION: Pair = { asked: 'pause', given: 'resume' }
const NONE = { startedBy: [], restarts: [], pauses: [], rolls: false } as const
const INFORMATION = { ...NONE, ownedBy: 'foi', calendar: 'uk-any' } as const
const RIGHTS = {
  ...NONE,
  ownedBy: 'data-rights',
  period: months(1),
  calendar: 'office',
  rolls: true,
  restarts: [IDENTITY, FEE],
  extension: {
    to: months(3),
    notice: 'tells the person that it takes longer and why: it is complex, or there are several requests',
    law: 'UK GDPR Art 12(3) and 12A',
  },
} as const
const BREACH = { ...NONE, ownedBy: 'data-rights', calendar: 'none' } as const
const PASSING_ON = { ...NONE, period: workingDays(1), calendar: 'office' } as const
const REFERRAL = { ...NONE, period: days(1), calendar: 'none', alarmHours: REFERRAL_ALARM_HOURS } as const

const RULES = {
  'iopc-referral': {
    ...REFERRAL,
    name: 'Referral to the IOPC',
    ownedBy: 'iopc-referral',
    owed: 'Refer the matter to the IOPC, by the end of the day after it became clear that it must be referred.',
    law: 'Police Reform Act 2002 Sch 3 para 4; SI 2020/2 reg 4 (time limit unconfirmed)',
    startedBy: ['iopc-referral'],
  },
  'referral-consideration': {
    ...REFERRAL,
    name: 'Decision on referral to the IOPC',
    ownedBy: 'chief-officer-complaint',
    owed: 'Decide whether the complaint about the chief officer must be referred to the IOPC, and write down why; doubt means refer.',
    law: 'Police Reform Act 2002 Sch 3 para 4; SI 2020/2 reg 4(1)(c) (time limit unconfirmed)',
    startedBy: ['chief-officer-complaint'],
  },
  'chief-officer-complaint': {
    ...NONE,
    name: 'Progress update to the complainant',
    ownedBy: 'chief-officer-complaint',
    owed: 'Tell the complainant how the complaint is going.',
    law: 'SI 2020/2 reg 34: within four weeks of the start of handling, then of the last update',
    period: days(28),
    calendar: 'none',
    restarts: [{ given: 'updated' }],
    startedBy: ['chief-officer-complaint'],
  },
  'police-complaint': {
    ...PASSING_ON,
    name: 'Pass the complaint to the force',
    ownedBy: 'police-complaint',
    owed: 'Pass the complaint to the force, whose chief officer is the appropriate authority, and tell the writer.',
    law: "Police Reform Act 2002 Sch 3 para 2, which sets no number of days; the next working day is the office's own target",
    startedBy: ['police-complaint'],
  },
  'police-complaint-update': {
    ...NONE,
    name: 'Progress update where we keep the complainant informed',
    owed: 'Tell the complainant how the complaint is going.',
    law: 'SI 2020/2 reg 34: within four weeks of the start of handling, then of the last update',
    period: days(28),
    calendar: 'none',
    restarts: [{ given: 'updated' }],
  },
  'complaint-outcome': {
    ...NONE,
    name: 'Outcome of a complaint',
    owed: 'Tell the complainant the outcome and the right to a review, in writing.',
    law: 'SI 2020/2 reg 34: within five working days of the outcome (its definition of working day unconfirmed)',
    period: workingDays(5),
    calendar: 'office',
  },
  'complaint-review': {
    ...NONE,
    name: 'Acknowledge an application for review',
    ownedBy: 'complaint-review',
    owed: 'Acknowledge the application for a review, or pass it to the IOPC if that is the review body.',
    law: "The office's published promise, not statute: MOPAC acknowledges within five working days",
    period: workingDays(5),
    calendar: 'office',
    startedBy: ['complaint-review'],
  },
  'review-window': {
    ...NONE,
    name: 'Last day to apply for a review',
    owed: 'The last day on which the complainant may apply for a review.',
    law: 'SI 2020/2 reg 29: 28 days starting with the day after the right of review was given in writing',
    period: days(28),
    calendar: 'none',
    pauses: [CLARIFICATION],
  },
  'office-holder-complaint': {
    ...PASSING_ON,
    name: 'Pass on a complaint about the office holder',
    ownedBy: 'office-holder-complaint',
    owed: 'Pass the complaint to the body that handles complaints about the office holder, or tell the writer why not.',
    law: "SI 2012/62 reg 10, which sets no number of days; the next working day is the office's own target",
    startedBy: ['office-holder-complaint'],
  },
  foi: {
    ...INFORMATION,
    name: 'Freedom of information request',
    extension: {
      to: workingDays(40),
      notice:
        'names the exemption whose public interest is still being weighed, and says when you expect to decide',
      law: 'FOIA 2000 s.10(3) and s.17(2); that 40 days are the most is the ICO’s view, unconfirmed',
    },
    owed: 'Answer the request for information.',
    law: 'Freedom of Information Act 2000 s.10(1), (2), (3) and (6)',
    period: workingDays(20),
    startedBy: ['foi'],
    restarts: [{ given: 'clarified' }],
    pauses: [FEE],
  },
  eir: {
    ...INFORMATION,
    name: 'Environmental information request',
    extension: {
      to: workingDays(40),
      notice: 'says that the request is both complex and voluminous, so that 20 days are not enough',
      law: 'EIR 2004 reg 7(1) and (3)',
    },
    owed: 'Answer the request for environmental information.',
    law: 'Environmental Information Regulations 2004 reg 5(2), 7(1) and 8',
    period: workingDays(20),
    restarts: [{ given: 'clarified' }],
    pauses: [FEE],
  },
  'foi-internal-review': {
    ...INFORMATION,
    name: 'FOI internal review',
    extension: {
      to: workingDays(40),
      notice: 'tells the requester that the review is complex and when to expect its result',
      law: 'code of practice under FOIA 2000 s.45, unconfirmed',
    },
    owed: 'Tell the requester the result of the internal review.',
    law: 'Code of practice under the Freedom of Information Act 2000 s.45: 20 working days, 40 for the complex',
    period: workingDays(20),
  },
  sar: {
    ...RIGHTS,
    name: 'Subject access request',
    ownedBy: 'sar',
    owed: 'Give the person their data, or say why not.',
    law: 'UK GDPR Art 12, 12A and 15',
    startedBy: ['sar'],
    pauses: [CLARIFICATION],
  },
  'data-rights': {
    ...RIGHTS,
    name: 'Data rights request',
    owed: 'Act on the request about the data, or say why not.',
    law: 'UK GDPR Art 12, 12A and 16 to 21',
    startedBy: ['data-rights'],
  },
  rectification: {
    ...RIGHTS,
    name: 'Right to rectification',
    owed: 'Correct or complete the data, or say why not.',
    law: 'UK GDPR Art 12, 12A and 16',
  },
  erasure: {
    ...RIGHTS,
    name: 'Right to erasure',
    owed: 'Erase the data, or say which law keeps it.',
    law: 'UK GDPR Art 12, 12A and 17',
  },
  restriction: {
    ...RIGHTS,
    name: 'Right to restriction',
    owed: 'Restrict the use of the data, or say why not.',
    law: 'UK GDPR Art 12, 12A and 18',
  },
  portability: {
    ...RIGHTS,
    name: 'Right to portability',
    owed: 'Hand the data over in a form that machines read, or say why not.',
    law: 'UK GDPR Art 12, 12A and 20',
  },
  objection: {
    ...RIGHTS,
    name: 'Objection',
    owed: 'Stop using the data, or give the compelling grounds for going on.',
    law: 'UK GDPR Art 12, 12A and 21',
  },
  'data-protection-complaint': {
    ...NONE,
    name: 'Acknowledge a data protection complaint',
    ownedBy: 'data-rights',
    owed: 'Acknowledge the data protection complaint.',
    law: 'Data Protection Act 2018 s.164A, in force 19 June 2026: 30 days starting with the day after receipt',
    period: days(30),
    calendar: 'office',
    rolls: true,
  },
  'privacy-information': {
    ...NONE,
    name: 'Privacy information to people written about',
    ownedBy: 'data-rights',
    owed: 'Decide, for each person written about, to tell them, not to, or not yet; never automatically.',
    law: 'UK GDPR Art 14(3)(a): within one month of obtaining the data',
    period: months(1),
    calendar: 'none',
  },
  'breach-72h': {
    ...BREACH,
    name: 'Breach: report to the ICO',
    alarmHours: [24, 48, 66],
    owed: 'Report the personal data breach to the Information Commissioner, where risk is likely.',
    law: 'UK GDPR Art 33(1): 72 hours after becoming aware',
    period: hours(72),
    calendar: 'none',
  },
  'breach-24h': {
    ...BREACH,
    name: 'Breach: tell the lead provider',
    alarmHours: [4, 12, 20],
    owed: 'Tell the lead provider of the contract about the breach.',
    law: 'Contract term, not statute: 24 hours after becoming aware',
    period: hours(24),
    calendar: 'none',
  },
  'office-target': {
    ...NONE,
    name: 'The office’s own target',
    owed: 'Answer by the day that the office has set itself.',
    law: 'The office’s own target, not statute',
    period: workingDays(20),
    calendar: 'office',
    pauses: [CLARIFICATION],
  },
} as const satisfies Record<string, ClockRule>

/** The kinds by name, as `deadline KIND` takes them. Those named after a route start with that route. */
export type ClockKind = keyof typeof RULES

/** What is owed, by kind. */
export const CLOCK_RULES: Readonly<Record<ClockKind, ClockRule>> = RULES

/** Every kind, in the order of the table: the most urgent first. */
export const CLOCK_KINDS = Object.keys(RULES) as readonly ClockKind[]

/** True for a word that names a clock; for words that came from a person or were kept by another release. */
export const isClockKind = (word: string): word is ClockKind => Object.hasOwn(RULES, word)

/** The rule of that name; undefined for a kind that this version does not know. */
export const ruleNamed = (word: string): ClockRule | undefined =>
  isClockKind(word) ? CLOCK_RULES[word] : undefined
