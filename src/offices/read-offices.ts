/**
 * The offices of `rules/offices/`, read and checked against each other: one bad
 * profile stops the start, because a wrong retention period or mailbox is found out
 * years later, by somebody whose letter it was.
 */
import { BadRules } from '../errors.ts'
import { filesIn, type RuleFiles, readRuleFile } from '../rule-files.ts'
import { ROUTES } from '../triage/route.ts'
import { checkDuty } from './check-duty.ts'
import { domainOf, withoutTag } from './mailboxes.ts'
import { OfficeProfile } from './profile.ts'

export interface Offices {
  readonly all: readonly OfficeProfile[]
  get(id: string): OfficeProfile | undefined
  /** Whose published mailbox this is. */
  officeOfMailbox(address: string): OfficeProfile | undefined
  /** Whose mail this is: a published mailbox first, then any address at an office's own domain. */
  officeOfAddress(address: string): OfficeProfile | undefined
}

type Complain = (at: PropertyKey[], message: string) => void

/** Reads every profile; throws BadRules with file and line for the first that is wrong. */
export function readOffices(files: RuleFiles): Offices {
  const all: OfficeProfile[] = []
  for (const [path, text] of filesIn(files, 'rules/offices')) {
    all.push(readRuleFile(path, text, profileBeside(all, path)))
  }
  if (all.length === 0) throw new BadRules('rules/offices holds no profile: add one YAML file an office')
  const byId = new Map(all.map((office) => [office.id, office]))
  const byAddress = new Map(all.flatMap((office) => addressesOf(office).map((address) => [address, office])))
  const byDomain = new Map(all.flatMap((office) => office.mailDomains.map((domain) => [domain, office])))
  return {
    all,
    get: (id) => byId.get(id),
    officeOfMailbox: (address) => byAddress.get(withoutTag(address)),
    officeOfAddress: (address) => byAddress.get(withoutTag(address)) ?? byDomain.get(domainOf(address)),
  }
}

/** A profile that is right by itself and does not claim what an earlier one has. */
const profileBeside = (others: readonly OfficeProfile[], path: string) =>
  OfficeProfile.superRefine((office, context) => {
    const complain: Complain = (at, message) => context.addIssue({ code: 'custom', path: at, message })
    checkRetention(office, complain)
    checkContacts(office, complain)
    checkDuty(office.duty, complain)
    checkSharing(office, complain)
    checkMailboxes(office, complain)
    checkNamesAreFree(office, others, path, complain)
  })

/** Exactly one row a route: with two, the shorter could be chosen; with none, nobody would see it. */
function checkRetention(office: OfficeProfile, complain: Complain): void {
  for (const route of ROUTES) {
    const all = office.retention.filter((row) => row.routes.includes(route))
    const rows = all.filter((row) => row.outcomes === undefined)
    reportRepeats(
      all.flatMap((row) => row.outcomes ?? []),
      (_, outcome) =>
        complain(['retention'], `two rows say how long ${route} is kept that ended “${outcome}”`),
    )
    if (rows.length === 1) continue
    const names = rows.map((row) => row.schedule).join(', ')
    complain(
      ['retention'],
      `${route} needs exactly one row and has ${rows.length} ${names && `(${names})`}`.trim(),
    )
  }
  reportRepeats(
    office.retention.map((row) => row.schedule),
    (index, name) => complain(['retention', index, 'schedule'], `“${name}” names another row already`),
  )
}

/** No duty hangs on one person (E-16), so the two contacts of a route differ. */
function checkContacts(office: OfficeProfile, complain: Complain): void {
  for (const route of ROUTES) {
    const { primary, deputy } = office.routes[route]
    if (primary.email === deputy.email)
      complain(['routes', route, 'deputy'], 'the deputy is the primary contact')
  }
}

/** A duty officer who asks whether the police may be told always finds an answer. */
function checkSharing(office: OfficeProfile, complain: Complain): void {
  for (const route of ROUTES) {
    const answered = office.sharing.some(
      (rule) =>
        rule.recipient === 'force' &&
        rule.purpose === 'safety' &&
        (rule.routes === 'all' || rule.routes.includes(route)),
    )
    if (!answered) complain(['sharing'], `no rule says whether ${route} may go to the force for safety`)
  }
}

/** The demonstration never sends to a real domain. */
function checkMailboxes(office: OfficeProfile, complain: Complain): void {
  const domain = domainOf(office.demoMailbox)
  if (!/(^|\.)example(\.(com|net|org))?$/.test(domain))
    complain(['demoMailbox'], `${domain} is not a reserved example domain (RFC 2606)`)
}

function checkNamesAreFree(
  office: OfficeProfile,
  others: readonly OfficeProfile[],
  path: string,
  complain: Complain,
): void {
  if (!path.endsWith(`/${office.id}.yaml`))
    complain(['id'], `the file of ${office.id} is named ${office.id}.yaml`)
  for (const other of others) {
    if (other.id === office.id) complain(['id'], `${office.id} is another office already`)
    if (other.referencePrefix === office.referencePrefix)
      complain(['referencePrefix'], `${office.referencePrefix} belongs to ${other.id}`)
    const address = addressesOf(office).find((one) => addressesOf(other).includes(one))
    if (address) complain(['mailboxes'], `${address} belongs to ${other.id}`)
    const domain = office.mailDomains.find((one) => other.mailDomains.includes(one))
    if (domain) complain(['mailDomains'], `${domain} belongs to ${other.id}`)
  }
}

const addressesOf = (office: OfficeProfile): string[] =>
  [...office.mailboxes.map((mailbox) => mailbox.address), office.demoMailbox].map(withoutTag)

function reportRepeats(values: readonly string[], report: (index: number, value: string) => void): void {
  for (const [index, value] of values.entries()) if (values.indexOf(value) < index) report(index, value)
}
