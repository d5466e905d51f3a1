import { type IsoDate, sayDay } from '../clocks/days.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Route } from '../triage/route.ts'
import type { Letters } from './read-letters.ts'

export type LetterAsked = {
  office: OfficeProfile
  route: Route
  /** What else the message is; each may add a sentence. */
  others: readonly Route[]
  reference: string
  clocks: readonly { kind: string; dueOn: IsoDate }[]
  letters: Letters
  /**
   * Says nothing of any route. For a letter that was held and that a person lets go:
   * whoever shares the inbox learns no more than that a message was received.
   */
  neutral?: boolean
}

export type ComposedLetter = { subject: string; text: string; noticeVersion: string }

/** Two are enough to be told; the rest are worked on all the same, and the letter stays short. */
export const MOST_OTHERS = 2

/**
 * The acknowledgement, word for word. It holds what the office has published, the days
 * that the law sets and the reference, and no word of the correspondent's. Whatever
 * depends on the route is put as a condition, because the route is a proposal that
 * nobody has confirmed yet.
 */
export function composeAcknowledgement(asked: LetterAsked): ComposedLetter {
  const { office, letters, neutral = false } = asked
  const { frame } = letters
  const paragraphs = [
    frame.opening,
    frame.emergency,
    ...(neutral ? [] : routeParagraphs(asked)),
    frame['safe-contact'],
    frame.privacy,
    ...(['rights', 'dpo', 'ico'] as const).flatMap((what) =>
      office.notice.lacks.includes(what) ? [frame.lacking[what]] : [],
    ),
    frame.signature,
  ]
  const values = valuesFor(asked)
  return {
    subject: frame.subject,
    text: `${paragraphs.map((paragraph) => filled(paragraph, values)).join('\n\n')}\n`,
    noticeVersion: office.notice.version,
  }
}

function routeParagraphs({ office, route, others, clocks, letters }: LetterAsked): string[] {
  const letter = letters.of(route)
  const also = others.filter((other) => other !== route).slice(0, MOST_OTHERS)
  return [
    ...(letter.offices[office.id] ?? letter.paragraphs),
    ...also.flatMap((other) => letters.of(other).also ?? []),
    ...clocks.flatMap(({ kind, dueOn }) => {
      const sentence = letters.frame.dates[kind]
      return sentence === undefined ? [] : [filled(sentence, { dueOn: sayDay(dueOn) })]
    }),
  ]
}

/** The words a letter may leave open, besides `dueOn` in the sentences for dates. */
const valuesFor = ({ office, route, reference }: LetterAsked): Record<string, string> => ({
  reference,
  office: office.name,
  force: office.force.name,
  professionalStandards: office.force.professionalStandards,
  chiefOfficer: office.chiefOfficer,
  officeHolders: office.officeHolders.join(' or '),
  goesTo: office.routes[route].goesTo ?? 'the right body',
  noticeUrl: office.notice.url,
  noticeVersion: office.notice.version,
  contactEmail: office.contact.email,
  dataProtectionEmail: office.dataProtection.email,
  safeContact: office.safeContact.wording,
})

/** Puts the values in; one that is not known stays as it is, for the check of the letters to find. */
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-zA-Z]+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
