/** Templates of letters that people send: what may stand in one, and how its fields are filled. Pure. */
import { z } from 'zod'
import type { OfficeProfile } from '../offices/profile.ts'
import { ROUTES, type Route } from '../triage/route.ts'

export const FIELDS = ['reference', 'name', 'office', 'force', 'professionalStandards', 'sender'] as const

/** Wrong is what no letter could be made of: a field that nobody knows, or a brace without its partner. */
export function wrongIn(text: string): string | undefined {
  const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].find(
    ([, name = '']) => !FIELDS.some((field) => field === name),
  )
  if (unknown) return `${unknown[0]} is no field. There are ${FIELDS.map((name) => `{${name}}`).join(', ')}.`
  return /[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? 'A brace has no partner.' : undefined
}

const Text = z
  .string()
  .min(1)
  .max(10_000)
  .refine((text) => wrongIn(text) === undefined, 'it has a field that nobody knows')

export const TemplateFile = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: z.string().min(3).max(80),
  routes: z.union([z.literal('all'), z.array(z.enum(ROUTES)).min(1)]),
  subject: Text,
  text: Text,
  source: z.array(z.string().min(2)).min(1),
})

/** A template as it is in force; version 0 is the one that comes with the rules. */
export type Template = {
  key: string
  version: number
  name: string
  /** Empty for every route. */
  routes: readonly Route[]
  subject: string
  text: string
}

export type Filling = { reference: string; name: string; sender: string; office: OfficeProfile }

export function fillTemplate(
  { subject, text }: Pick<Template, 'subject' | 'text'>,
  { reference, name, sender, office }: Filling,
): { subject: string; text: string } {
  const values: Record<(typeof FIELDS)[number], string> = {
    reference,
    name: name || 'Sir or Madam',
    sender,
    office: office.name,
    force: office.force.name,
    professionalStandards: capital(office.force.professionalStandards),
  }
  // At once and never twice: a name may hold braces of its own.
  const fill = (words: string) =>
    words.replace(/\{([^{}]*)\}/g, (whole, field: string) => values[field as keyof typeof values] ?? whole)
  return { subject: fill(subject), text: fill(text) }
}

/** What the template left for a person to write: it may not leave as it stands. */
export const unwrittenIn = (text: string): string | undefined =>
  /\[[A-Z][^\]\n]*here[^\]\n]*\]/.exec(text)?.[0]

/** Those for the routes of the case first. */
export function templatesFor(templates: readonly Template[], routes: readonly Route[]): Template[] {
  const fits = ({ routes: of }: Template): number =>
    of.length === 0 ? 1 : of.some((route) => routes.includes(route)) ? 0 : 2
  return [...templates].sort((a, b) => fits(a) - fits(b) || a.name.localeCompare(b.name, 'en'))
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
