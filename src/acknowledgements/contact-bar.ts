/** What stands against answering somebody by itself. Pure. */
import type { CaseHold, Standing } from '../cases/find-special.ts'

/** `since`: from when on it stands; what a person decided before that did not know of it. */
export type ContactBar = {
  reason: 'bomb-threat' | 'restricted-use' | 'safe-contact' | 'restricted-contact'
  because: string
  since: Date
}

/** The gravest, or undefined. A bomb threat and what is kept and not used are not answered at all; the others a person may answer. */
export function contactBar({ holds, safe, restrictions, notUsed }: Standing): ContactBar | undefined {
  const bomb = bombHoldOf({ holds })
  if (bomb)
    return {
      reason: 'bomb-threat',
      because: 'It is handled as a bomb threat: nothing is answered.',
      since: bomb.placedAt,
    }
  const [use] = notUsed
  if (use)
    return {
      reason: 'restricted-use',
      because: 'The use of this case is restricted (UK GDPR Art 18): it is kept, and nothing of it is sent.',
      since: use.setAt,
    }
  const [contact] = safe
  if (contact) return { reason: 'safe-contact', because: sayWhy(contact), since: lastWord(safe) }
  const [restriction] = restrictions
  return (
    restriction && {
      reason: 'restricted-contact',
      because: 'Contact with this writer is restricted, so a person decides how they are answered.',
      since: restriction.setAt,
    }
  )
}

/** A hold as evidence alone is none: what is held so may be answered. */
export const bombHoldOf = ({ holds }: Pick<Standing, 'holds'>): CaseHold | undefined =>
  holds.find(({ kind }) => kind === 'bomb-threat')

const sayWhy = ({ state, proposedBecause }: Standing['safe'][number]): string =>
  state === 'set'
    ? 'A person has noted that the writer may not be reached just so.'
    : (proposedBecause ?? 'It may not be safe to write to this address.')

/** The latest word on it: whoever let a letter go before did not know of that one. */
const lastWord = (safe: Standing['safe']): Date =>
  new Date(Math.max(...safe.map(({ madeAt, decidedAt }) => (decidedAt ?? madeAt).getTime())))
