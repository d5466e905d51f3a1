/**
 * The grounds on which personal data may be told to somebody outside when a person is at
 * risk, and which of them an office has in a given case. Pure.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import { type RuleFiles, readRuleFile } from '../rule-files.ts'
import type { Route } from '../triage/route.ts'
import type { OfficeProfile } from './profile.ts'

const Ground = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  /** The ground as a duty officer would say it. */
  says: z.string().min(20),
  article6: z.string(),
  article9: z.string().optional(),
  article10: z.string().optional(),
  law: z.array(z.string()).min(1),
  /**
   * What it rests on: the law, the consent of the person, or what the office's own notice says for
   * this route and receiver (`notice-safety`: its exception for danger; `notice`: its ordinary use).
   */
  basis: z.enum(['law', 'consent', 'notice-safety', 'notice']),
  /** What it may be told for; absent where that is anything. */
  purposes: z
    .array(z.enum(['answer', 'consult', 'transfer', 'investigate', 'referral', 'audit', 'safety']))
    .optional(),
})

export type Ground = z.output<typeof Ground>

const PATH = 'rules/disclosure/grounds.yaml'

/** Reads the grounds; throws BadRules where they are wrong, or where an office names one that is not there. */
export function readGrounds(files: RuleFiles, offices: readonly OfficeProfile[]): readonly Ground[] {
  const text = files[PATH]
  if (text === undefined) throw new BadRules(`${PATH} is not there`)
  const { grounds } = readRuleFile(PATH, text, z.strictObject({ grounds: z.array(Ground).min(1) }))
  for (const office of offices) {
    const unknown = office.disclosure.grounds.find((id) => !grounds.some((one) => one.id === id))
    if (unknown)
      throw new BadRules(`rules/offices/${office.id}.yaml: disclosure: ${PATH} has no ground “${unknown}”`)
  }
  return grounds
}

export type Receiver = OfficeProfile['sharing'][number]['recipient']

/** The grounds that this office may choose from, in its own order. */
export function groundsFor(
  office: OfficeProfile,
  grounds: readonly Ground[],
  { routes, receiver }: { routes: readonly Route[]; receiver: Receiver },
): Ground[] {
  const hasException = routes.every((route) => safetyRule(office, route, receiver) === 'safety-exception')
  return office.disclosure.grounds
    .flatMap((id) => grounds.find((one) => one.id === id) ?? [])
    .filter((one) => one.basis !== 'notice-safety' || hasException)
}

/** What the notice says of telling this receiver for safety; a row that names the route goes before one for all. */
function safetyRule(office: OfficeProfile, route: Route, receiver: Receiver): string | undefined {
  const rows = office.sharing.filter((row) => row.recipient === receiver && row.purpose === 'safety')
  const named = rows.find((row) => row.routes !== 'all' && row.routes.includes(route))
  return (named ?? rows.find((row) => row.routes === 'all'))?.rule
}
