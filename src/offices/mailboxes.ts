import { dutyPosts } from './duty-rung.ts'
import type { OfficeProfile } from './profile.ts'

/**
 * What counts as an address of ours: whole addresses, and whole domains written with
 * their at sign (`@mopac.example.org`).
 */
export type Mailboxes = readonly string[]

/** Everything that is addressed to this office. The first is the one it answers from. */
export const mailboxesOf = (office: OfficeProfile): Mailboxes => [
  ...office.mailboxes.map((mailbox) => mailbox.address),
  office.demoMailbox,
  ...office.mailDomains.map((domain) => `@${domain}`),
]

/** Addresses of the office's own people and places that no acknowledgement may go to. */
export const staffAddresses = (
  office: Pick<OfficeProfile, 'duty' | 'contact' | 'dataProtection'>,
): Mailboxes => [
  ...dutyPosts(office.duty).flatMap(({ email }) => email ?? []),
  office.contact.email,
  office.dataProtection.email,
]

/**
 * The address that a tag was added to: `enquiries+press@…` comes to `enquiries@…`
 * (RFC 5233). In lower case, because no mailbox in use tells the two apart.
 */
export function withoutTag(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return address.toLowerCase()
  const local = address.slice(0, at)
  const plus = local.indexOf('+')
  return `${plus > 0 ? local.slice(0, plus) : local}${address.slice(at)}`.toLowerCase()
}

/** The domain of an address, in lower case; '' where it has none. */
export const domainOf = (address: string): string => {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : address.slice(at + 1).toLowerCase()
}

/** Whether the address is one of these mailboxes or at one of these domains. */
export function isAmong(mailboxes: Mailboxes, address: string): boolean {
  const plain = withoutTag(address)
  return mailboxes.some((mailbox) =>
    mailbox.startsWith('@')
      ? domainOf(plain) === mailbox.slice(1).toLowerCase()
      : withoutTag(mailbox) === plain,
  )
}
