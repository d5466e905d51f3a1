import type { Message } from '../message/message.ts'
import type { Evidence } from './evidence.ts'
import type { Route } from './route.ts'

type Mailbox = { called: RegExp; routes: Partial<Record<Route, number>> }

/**
 * What the name of the mailbox says (its part before the @). Writers often pick the wrong
 * one, so it is a sign beside the words and never enough against them; `office@`,
 * `enquiries@` and the like say nothing.
 */
const MAILBOXES: readonly Mailbox[] = [
  { called: /^(?:foi|freedomofinformation|informationrequests?)$/, routes: { foi: 1.4 } },
  {
    called: /^(?:dpo|dataprotection|privacy|ig|informationgovernance|sar|subjectaccess)$/,
    routes: { sar: 1, 'data-rights': 1.2 },
  },
  { called: /^(?:reviews?|complaintreviews?|appeals?)$/, routes: { 'complaint-review': 1.4 } },
  {
    called: /complaint/,
    routes: {
      'police-complaint': 0.8,
      'iopc-referral': 0.6,
      'chief-officer-complaint': 0.6,
      'office-complaint': 0.6,
      'office-holder-complaint': 0.5,
    },
  },
  { called: /^victims?commissioner|^victims$/, routes: { 'victims-commissioner': 2 } },
  { called: /^(?:deputymayor|dmpc|pcc|commissioner)$/, routes: { 'deputy-mayor': 1.6 } },
  { called: /^(?:consultations?|surveys?|haveyoursay)$/, routes: { consultation: 1.6 } },
  { called: /^(?:governance|board|panel|meetings|committee)$/, routes: { 'board-question': 1.6 } },
  { called: /^(?:volunteer(?:s|ing)?|icv|custodyvisiting|engagement)$/, routes: { volunteering: 1.6 } },
  {
    called: /^(?:grants?|funding|commissioning|procurement|tenders?|finance|invoices?)$/,
    routes: { 'supplier-or-funding': 1.6 },
  },
  { called: /^(?:recruitment|jobs|hr|careers|vetting)$/, routes: { recruitment: 1.8 } },
  { called: /^(?:events?|communications|newsletter|bulletin)$/, routes: { 'event-or-list': 1.4 } },
]

/** The evidence of the mailboxes that a message was sent to; each kind counts once. */
export function mailboxEvidence({ addressedTo }: Message): Evidence[] {
  const names = addressedTo.map((address) =>
    address.slice(0, Math.max(0, address.lastIndexOf('@'))).replace(/[.\-_]/g, ''),
  )
  return MAILBOXES.filter(({ called }) => names.some((name) => called.test(name))).flatMap(({ routes }) =>
    Object.entries(routes).map(([route, points]) => ({
      route: route as Route,
      points,
      because: 'It was sent to a mailbox for such letters.',
    })),
  )
}
