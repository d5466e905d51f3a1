import type { FoundAlert } from '../../cases/find-alert.ts'
import { CLIMBING } from '../../db/alert-states.ts'
import type { PageState, PageWay } from '../../db/schema.ts'
import { rungFor, sayRung } from '../../offices/duty-rung.ts'
import { sayMoment, sayTime } from '../parts/dates.ts'
import type { SignedIn } from '../web-deps.ts'

const WAYS: Readonly<Record<PageWay, string>> = {
  smtp: 'by e-mail',
  'notify-email': 'by e-mail through GOV.UK Notify',
  'notify-sms': 'by text message',
  webhook: 'by webhook',
}

const STATES: Readonly<Record<PageState, string>> = {
  owed: 'about to be sent',
  sending: 'being sent',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'not delivered',
  failed: 'could not be sent',
  unknown: 'may have been sent',
  skipped: 'not told',
}

/** What a provider's word, or ours, means to the reader. */
const BECAUSE: Readonly<Record<string, string>> = {
  'nobody-on-call': 'nobody was on call',
  'no-address': 'there is no address or number for this step',
  'answered-meanwhile': 'somebody had answered',
  'not-to-be-told': 'they are not to be told of it any more',
  'no-way-known': 'no way to them was noted',
  'permanent-failure': 'the address or number does not exist',
  'temporary-failure': 'the inbox was full or the phone off',
  'technical-failure': 'the provider had a fault',
  bounced: 'the mail came back',
}

type Page = FoundAlert['pages'][number]

/** One page as a sentence: `sent by text message`, `not told: nobody was on call`. */
export function sayPage({ state, way, because }: Pick<Page, 'state' | 'way' | 'because'>): string {
  const why = because && BECAUSE[because]
  if (state === 'skipped') return `not told${why ? `: ${why}` : ''}`
  const reason = why && state === 'undelivered' ? ` (${why})` : ''
  return way === 'smtp' && (state === 'sent' || state === 'sending')
    ? STATES[state]
    : `${STATES[state]}${reason} ${WAYS[way]}${state === 'unknown' ? ': the provider did not say' : ''}`
}

/** Nobody was reached by it, and not because nobody had to be any more. */
const reachedNobody = ({ state, because }: Pick<Page, 'state' | 'because'>): boolean =>
  ['skipped', 'undelivered', 'failed'].includes(state) && because !== 'answered-meanwhile'

/** Who was told of an alert, by which way, what became of it, and who is next. */
export const WhoWasTold = ({ signedIn, found }: { signedIn: SignedIn; found: FoundAlert }) => {
  const { alert, pages } = found
  return (
    <section class="wp-panel" aria-labelledby="told">
      <h2 class="govuk-heading-m" id="told">
        Who was told
      </h2>
      <ol class="govuk-list govuk-body-s">
        {pages.map((page) => (
          <li class={reachedNobody(page) ? 'wp-late' : undefined}>
            <strong>{page.post}</strong>
            {page.personName && page.personName !== page.post && ` (${page.personName})`},{' '}
            {sayMoment(page.claimedAt)}: {sayPage(page)}
          </li>
        ))}
      </ol>
      {pages.length === 0 && <p class="govuk-body">Nobody was paged.</p>}
      {CLIMBING.includes(alert.state) && alert.nextPageAt && (
        <p class="govuk-body">
          Next: {sayRung(rungFor(signedIn.office.duty, alert.level, alert.step))} at{' '}
          {sayTime(alert.nextPageAt)}, unless somebody answers before.
        </p>
      )}
    </section>
  )
}
