import { z } from 'zod'

export type AccessToken = {
  value: string
  /** By our own clock, before we asked: a life is counted from here and from nothing that the other side's clock says. */
  askedAt: Date
  lifeMs: number
}

/** Renewed when this much of its life is over, so that there is a fifth of it left to find out what is wrong. */
const RENEW_AT = 0.8

/** Not used in its last minute: what is good here may be over by the mail server's clock. */
const SKEW_MS = 60_000

const ageOf = ({ askedAt }: AccessToken, now: Date): number => now.getTime() - askedAt.getTime()

/** Also where our own clock was put back to before the token: its age is not known then. */
export const needsRenewal = (token: AccessToken, now: Date): boolean =>
  ageOf(token, now) < -SKEW_MS || ageOf(token, now) >= token.lifeMs * RENEW_AT

/** Whether the token may still be shown to the mail server. */
export const isUsable = (token: AccessToken, now: Date): boolean =>
  ageOf(token, now) < Math.max(token.lifeMs - SKEW_MS, token.lifeMs * RENEW_AT)

/** The longest life that we believe; Microsoft gives 60 to 90 minutes. */
const LONGEST_LIFE_S = 24 * 3600

/** RFC 6749 section 5.1. Where `expires_in` is left out, ten minutes: asking too often costs less than being shut out. */
const Answer = z.object({
  token_type: z.string().regex(/^bearer$/i),
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().default(600),
})

/** The token in what a token endpoint answered; undefined where there is none. */
export function readToken(text: string, askedAt: Date): AccessToken | undefined {
  const answer = Answer.safeParse(asJson(text))
  if (!answer.success) return undefined
  const { access_token, expires_in } = answer.data
  return { value: access_token, askedAt, lifeMs: Math.min(expires_in, LONGEST_LIFE_S) * 1000 }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
