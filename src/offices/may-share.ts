/**
 * Whether something may be told outside: by the office's sharing matrix, on which ground, and what
 * people have said. Pure. It is asked before every referral, transfer and other disclosure; a
 * refusal is a sentence that says what would have to be there. People decide within it.
 */
import type { Route } from '../triage/route.ts'
import type { Ground, Receiver } from './grounds.ts'
import type { OfficeProfile } from './profile.ts'

export const SHARE_PURPOSES = [
  'answer',
  'consult',
  'transfer',
  'investigate',
  'referral',
  'audit',
  'safety',
] as const
/** `consult`: another body is asked about a request. `transfer`: the request itself is passed on. */
export type SharePurpose = (typeof SHARE_PURPOSES)[number]

type Row = OfficeProfile['sharing'][number]
export type SharingRule = Pick<Row, 'rule' | 'source' | 'note'>

/** What the person has said of this receiver and purpose, as it stands. */
export type ConsentStanding = 'given' | 'refused' | 'withdrawn' | 'none'

export type ShareAsked = {
  routes: readonly Route[]
  receiver: Receiver
  purpose: SharePurpose
  ground: Ground
  consent: ConsentStanding
  /** The data is kept and not used (UK GDPR Art 18). */
  isRestricted: boolean
  /** Handled as a bomb threat: nothing of it is forwarded (ProtectUK). */
  isBombThreat: boolean
}

export type ShareVerdict =
  | ({ ok: true } & SharingRule)
  | {
      ok: false
      because:
        | 'bomb-threat'
        | 'restricted'
        | 'never'
        | 'no-permission'
        | 'no-consent'
        | 'ground-of-other-purpose'
        | 'ground-not-here'
      says: string
    }

/** What is not in the matrix is told with consent or where the law says so, and not otherwise. */
const NOT_MENTIONED: SharingRule = { rule: 'consent', source: ['requirements section 9'] }

/** The matrix has no columns for these two: both are ways of having a request answered. */
const inMatrix = (purpose: SharePurpose): Row['purpose'] =>
  purpose === 'consult' || purpose === 'transfer' ? 'answer' : purpose

const STRICTNESS: readonly Row['rule'][] = ['allowed', 'safety-exception', 'consent', 'law-only', 'never']

/** The strictest rule that the matrix has for these routes, with what it rests on. */
export function sharingRule(
  office: Pick<OfficeProfile, 'sharing'>,
  { routes, receiver, purpose }: Pick<ShareAsked, 'routes' | 'receiver' | 'purpose'>,
): SharingRule {
  const rules = routes.map((route) => ruleOf(office.sharing, route, receiver, inMatrix(purpose)))
  return rules.reduce(
    (strictest, one) => (STRICTNESS.indexOf(one.rule) > STRICTNESS.indexOf(strictest.rule) ? one : strictest),
    rules[0] ?? NOT_MENTIONED,
  )
}

/** A row that names the route goes before one for all; for safety the purpose counts for more than the route. */
function ruleOf(
  rows: readonly Row[],
  route: Route,
  receiver: Receiver,
  purpose: Row['purpose'],
): SharingRule {
  const of = (to: Receiver) => {
    const found = (isNamed: boolean, what: Row['purpose']) =>
      rows.find(
        (row) =>
          row.recipient === to &&
          row.purpose === what &&
          (isNamed ? row.routes !== 'all' && row.routes.includes(route) : row.routes === 'all'),
      )
    const namedAny = found(true, 'any')
    const allExact = found(false, purpose)
    const between = purpose === 'safety' ? (allExact ?? namedAny) : (namedAny ?? allExact)
    return found(true, purpose) ?? between ?? found(false, 'any')
  }
  return of(receiver) ?? of('other') ?? NOT_MENTIONED
}

/** Whether it may be told, with the rule that says so; else one sentence. */
export function mayShareBy(office: Pick<OfficeProfile, 'sharing'>, asked: ShareAsked): ShareVerdict {
  const { purpose, ground, consent } = asked
  const isSafety = purpose === 'safety'
  if (asked.isBombThreat && !isSafety)
    return no(
      'bomb-threat',
      'It is handled as a bomb threat: nothing of it is forwarded. Tell the police by telephone.',
    )
  const isConsented = ground.basis === 'consent' && consent === 'given'
  if (asked.isRestricted && !isSafety && !isConsented && !(purpose === 'referral' && ground.basis === 'law'))
    return no(
      'restricted',
      'The use of this case is restricted (UK GDPR Art 18): it is kept and not told to anybody. Ask the person, or have the restriction ended first.',
    )
  if (ground.purposes && !ground.purposes.includes(purpose))
    return no(
      'ground-of-other-purpose',
      'This ground is not one for what it is told for. Choose another ground.',
    )
  if (purpose === 'transfer' && consent !== 'given') return no('no-permission', PERMISSION[consent])
  if (ground.basis === 'consent' && consent !== 'given') return no('no-consent', CONSENT[consent])
  const found = sharingRule(office, asked)
  // Nobody is left in danger for a row of a table: there the law decides.
  if (found.rule === 'never' && !(isSafety && ground.basis === 'law'))
    return no(
      'never',
      `The privacy notice says that this is shared with nobody (${found.source.join(', ')}).`,
    )
  if (isConsented || ground.basis === 'law') return { ok: true, ...found }
  const needed = ground.basis === 'notice-safety' ? 'safety-exception' : 'allowed'
  return found.rule === needed
    ? { ok: true, ...found }
    : no('ground-not-here', NOT_HERE[found.rule](found.source))
}

const no = (because: Extract<ShareVerdict, { ok: false }>['because'], says: string): ShareVerdict => ({
  ok: false,
  because,
  says,
})

const PERMISSION: Record<Exclude<ConsentStanding, 'given'>, string> = {
  none: 'Ask the writer first whether the request may be passed on, and note what they said on the case (code of practice under FOIA s.45). If they say no, tell them who holds it.',
  refused:
    'The writer did not want the request to be passed on: tell them who holds it, so that they can ask there.',
  withdrawn:
    'The writer took back that the request may be passed on: tell them who holds it, so that they can ask there.',
}

const CONSENT: Record<Exclude<ConsentStanding, 'given'>, string> = {
  none: 'No consent to this is noted on the case. Ask the person and note what they said, or choose another ground.',
  refused: 'The person refused this. It may be told only on a ground of law.',
  withdrawn: 'The person took their consent back. It may be told only on a ground of law.',
}

const sources = (of: readonly string[]): string => of.join(', ')

const NOT_HERE: Record<Row['rule'], (of: readonly string[]) => string> = {
  allowed: () => 'The privacy notice allows this as its ordinary use: choose that ground, or one of law.',
  'safety-exception': (of) =>
    `The privacy notice lets this be told without consent only where somebody’s safety is at risk (${sources(of)}).`,
  consent: (of) =>
    `The privacy notice says that this is told only if the person agrees (${sources(of)}). Ask them and note it, or name the law that requires it.`,
  'law-only': (of) =>
    `The privacy notice lets this be told only where the law requires or permits it (${sources(of)}). Name that law, or ask the person.`,
  never: (of) => `The privacy notice says that this is shared with nobody (${sources(of)}).`,
}
