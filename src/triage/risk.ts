/** Risk to safety: scored on the message, never on the person. */
export const RISK_LEVELS = ['none', 'unreadable', 'serious', 'immediate'] as const

/** `unreadable` is handled as `serious`: the words could not be had. */
export type RiskLevel = (typeof RISK_LEVELS)[number]

/** Somebody may be at risk: an alert is raised. `unreadable` is handled alike and is no finding. */
export const isDanger = (level: RiskLevel): level is 'serious' | 'immediate' =>
  level === 'serious' || level === 'immediate'

export const RISK_CATEGORIES = [
  'suicide-self-harm',
  'threat-to-life',
  'threat-by-writer',
  'threat-to-official',
  'domestic-abuse',
  'honour-based-abuse',
  'stalking-harassment',
  'sexual-offence',
  'child-at-risk',
  'adult-at-risk',
  'exploitation',
  'terrorism-explosives',
  'weapon-or-planned-crime',
  'missing-person',
  'medical-emergency',
  'fixated-contact',
] as const

export type RiskCategory = (typeof RISK_CATEGORIES)[number]

/**
 * Language that a person must look at. `start` and `end` are offsets into the
 * reading of the message and `evidence` is that substring, as the writer wrote it.
 * A flag of level `none` is a note: seen, weighed down by its context, kept visible.
 */
export type RiskFlag = {
  ruleId: string
  category: RiskCategory
  level: 'none' | 'serious' | 'immediate'
  evidence: string
  start: number
  end: number
  because: string
}

export type Risk = { level: RiskLevel; flags: readonly RiskFlag[] }
