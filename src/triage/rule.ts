/**
 * The shape of a rule. Rules belong to caseworkers: each says what it finds in a
 * sentence, where it comes from, and shows by example what it finds and what not.
 */
import { z } from 'zod'
import { compilePattern, type Pattern } from './pattern.ts'
import { BadPattern, type WordLists } from './pattern-syntax.ts'
import { RISK_CATEGORIES } from './risk.ts'
import { ROUTES } from './route.ts'

const Examples = z
  .array(z.string().min(3), 'at least one example sentence')
  .min(1, 'at least one example sentence')

/** What every rule has, with its patterns compiled against the named lists. */
const ruleParts = (lists: WordLists) => {
  const pattern = z.string().transform((source, context): Pattern => {
    try {
      return compilePattern(source, lists)
    } catch (error) {
      if (!(error instanceof BadPattern)) throw error
      context.addIssue({ code: 'custom', message: `“${source}”: ${error.message}` })
      return z.NEVER
    }
  })
  return {
    because: z.string().min(15).endsWith('.'),
    owner: z.string().min(3),
    /** A section of the glossary, an Act and section, or a requirement id; never a path. */
    source: z.array(z.string().min(2)).min(1),
    'any-of': z.array(pattern).min(1, 'at least one pattern'),
    /** In the same sentence these take the match away (routes) or down to a note (risk). */
    unless: z.array(pattern).default([]),
    matches: Examples,
    'does-not-match': Examples,
  }
}

/** A reason for a route, worth `weight` points. `where` limits it to the subject or the text. */
export const routeRules = (lists: WordLists) =>
  z.array(
    z.strictObject({
      id: z.string().regex(/^route\/[a-z0-9/-]+$/, 'an id like route/foi/asks-for-figures'),
      ...ruleParts(lists),
      route: z.enum(ROUTES),
      weight: z.number(),
      where: z.enum(['subject', 'text', 'both']).default('both'),
    }),
  )

/**
 * Risk language. An `alert` raises its level alone; a `trip` is a note, and counts
 * together with others. `family` names what a trip is a sign of, so that two ways of
 * saying one thing do not count as two.
 */
export const riskRules = (lists: WordLists) =>
  z.array(
    z.strictObject({
      id: z.string().regex(/^risk\/[a-z0-9/-]+$/, 'an id like risk/suicide/says-goodbye'),
      ...ruleParts(lists),
      category: z.enum(RISK_CATEGORIES),
      level: z.enum(['immediate', 'serious', 'none']),
      tier: z.enum(['alert', 'trip']),
      family: z.string().optional(),
      /** `own`: only in the writer's new words. */
      voice: z.enum(['own', 'any']).default('any'),
    }),
  )

export type RouteRule = z.output<ReturnType<typeof routeRules>>[number]
export type RiskRule = z.output<ReturnType<typeof riskRules>>[number]
