/** What a person should stop at before a letter leaves to that address. Pure. */
import { domainOf, isAmong, mailboxesOf, staffAddresses, withoutTag } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'

/** `other-address`: not whom the letter came from. `outside`: neither the writer’s nor an address of the office. */
export type RecipientWarning = 'other-address' | 'outside'

export const WARNINGS: Readonly<Record<RecipientWarning, string>> = {
  'other-address': 'This is not the address that the letter came from.',
  outside: 'This address is outside the office, and at another place than the writer’s.',
}

/** One letter goes to one address: of several, each would read whom else it went to. */
export const isSeveral = (to: string): boolean => /[,;\s]/.test(to.trim())

export function recipientWarnings(
  office: OfficeProfile,
  { to, writers }: { to: string; writers: readonly string[] },
): RecipientWarning[] {
  const plain = withoutTag(to)
  if (writers.some((one) => withoutTag(one) === plain)) return []
  const isOurs = isAmong([...mailboxesOf(office), ...staffAddresses(office)], to)
  const isAtWriters = writers.some((one) => domainOf(one) === domainOf(to) && !SHARED.has(domainOf(to)))
  return ['other-address', ...(isOurs || isAtWriters ? [] : (['outside'] as const))]
}

/** At these, the same domain says nothing: everybody has a mailbox there. */
const SHARED = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'hotmail.co.uk', 'live.com', 'live.co.uk'],
  ...[
    'yahoo.com',
    'yahoo.co.uk',
    'icloud.com',
    'me.com',
    'aol.com',
    'btinternet.com',
    'sky.com',
    'proton.me',
  ],
])
