/**
 * Who is told of danger, when and how, for each level of alert. Part of an office's
 * profile; the ladder is read here, and held against itself in check-duty.ts.
 */
import { z } from 'zod'

/** How duty staff are reached. By which provider is a setting of the installation. */
export const CHANNELS = ['email', 'sms', 'webhook'] as const
export type Channel = (typeof CHANNELS)[number]

const Email = z.email().transform((address) => address.toLowerCase())
/** International form (E.164), so that a provider abroad cannot misread it. Spaces are for the eye. */
const Phone = z
  .string()
  .transform((number) => number.replaceAll(' ', ''))
  .pipe(z.string().regex(/^\+[1-9]\d{7,14}$/, 'a phone number starts with + and the country, as +44 …'))

/** A post of the office, never a person's name, that mail always reaches. */
const FallbackPost = z.strictObject({ post: z.string().min(3), email: Email, phone: Phone.optional() })

/** Whoever is on call then, or a post that always is, or a place that a webhook leads to. */
const Who = z
  .strictObject({
    rota: z.enum(['primary', 'secondary']).optional(),
    post: z.string().min(3).optional(),
    email: Email.optional(),
    phone: Phone.optional(),
    /** The name of a destination in the setting WEBHOOKS. */
    webhook: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional(),
  })
  .refine(
    ({ rota, post, webhook }) => [rota, post, webhook].filter((one) => one !== undefined).length === 1,
    'names one of rota, post and webhook, and no second',
  )
  .refine(
    ({ post, email, phone }) => (post === undefined) === (email === undefined && phone === undefined),
    'a post, and only a post, has an email or a phone',
  )
export type Who = z.infer<typeof Who>

const minutes = z.number().positive('a delay is more than 0 minutes')

const LadderStep = z.strictObject({
  /** One, or a list of several who are told together. */
  who: z.preprocess((one) => (Array.isArray(one) ? one : [one]), z.array(Who).min(1)),
  /** In this order. `immediate` uses the first two at once; the others are for when one fails. */
  channels: z.array(z.enum(CHANNELS)).min(1, 'needs a channel'),
  /** How long we wait for an answer before the next step is told. */
  waitMinutes: minutes,
  /** How many more times this step is told before the next one. */
  repeats: z.int().min(0).max(10).default(0),
  /** Every person of this step has to answer; until then the ladder goes on for the others. */
  everybody: z.boolean().default(false),
})
export type LadderStep = z.infer<typeof LadderStep>

const Ladder = z.strictObject({
  steps: z.array(LadderStep).min(2, 'a ladder has at least two steps, so that no duty hangs on one person'),
  /** The least time before the ladder starts again from its first step. */
  repeatMinutes: minutes,
})
export type Ladder = z.infer<typeof Ladder>

export const Duty = z.strictObject({
  immediate: Ladder,
  serious: Ladder.extend({
    /** An alert stands in the safety lane for so long before its first page (docs/decisions/0005). */
    afterMinutes: minutes,
  }),
  /** Told, once in a round, in place of a step on which nobody is on call or nobody can be reached. */
  fallback: FallbackPost,
})
export type Duty = z.infer<typeof Duty>
