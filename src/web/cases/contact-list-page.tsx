/** Every message of one writer with its time, for a person who looks whether the contact is fixated. */
import { contactPattern } from '../../cases/contact-pattern.ts'
import { type ListedContact, MOST_LISTED } from '../../cases/find-contact.ts'
import { sayDay } from '../../clocks/days.ts'
import { sayMonth } from '../../reports/month.ts'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { channelName, dangerName, routeName, sayCount, sayList } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

type Props = { signedIn: SignedIn; reference: string; contact: readonly ListedContact[]; now: Date }

export const ContactListPage = ({ signedIn, reference, contact, now }: Props) => {
  const pattern = contactPattern(
    contact.map(({ receivedAt }) => receivedAt),
    now,
  )
  const references = [...new Set(contact.map((one) => one.reference))]
  const rows: [string, string][] = [
    [
      'First and last',
      pattern.firstAt && pattern.lastAt
        ? `${sayMoment(pattern.firstAt)}; ${sayMoment(pattern.lastAt)}`
        : 'None',
    ],
    ['Lately', pattern.lately.map(({ days, count }) => `${count} in ${days} days`).join(', ')],
    ['At night (22:00 to 06:00)', String(pattern.atNight)],
    [
      'Days with several',
      pattern.fullDays.map(({ day, count }) => `${sayDay(day)}: ${count}`).join('; ') || 'None',
    ],
    [
      'By month',
      pattern.months
        .slice(0, 24)
        .map(({ month, count }) => `${sayMonth(month)}: ${count}`)
        .join(', '),
    ],
    ['Sent to', sayList([...new Set(contact.map(({ mailbox }) => mailbox))])],
    ['Cases', sayCount(references.length, 'case')],
  ]
  return (
    <Page
      title={`All contact of the writer of ${reference}`}
      signedIn={signedIn}
      before={
        <a class="govuk-back-link" href={`/cases/${reference}`}>
          Back to the case
        </a>
      }
    >
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">All contact of this writer</h1>
      <p class="govuk-body">
        {sayCount(contact.length, 'message')} from the address of {reference}
        {contact.length === MOST_LISTED && `, the newest ${MOST_LISTED}`}. Counts and times only: they do not
        say how dangerous somebody is. The last letter may be the mildest, so read them together.
      </p>
      <dl class="govuk-summary-list">
        {rows.map(([key, value]) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{key}</dt>
            <dd class="govuk-summary-list__value wp-break">{value}</dd>
          </div>
        ))}
      </dl>
      <h2 class="govuk-heading-m">Each message, the newest first</h2>
      <ol class="govuk-list wp-contact-list">
        {contact.toReversed().map((one) => (
          <li class="wp-contact-list__one">
            {sayMoment(one.receivedAt)}, {channelName(one.channel).toLowerCase()}:{' '}
            <a class="govuk-link wp-reference" href={`/cases/${one.reference}`}>
              {one.reference}
            </a>
            , {routeName(one.route)}
            {one.dangers.length > 0 && `. Flagged: ${sayList(one.dangers.map(dangerName))}`}
          </li>
        ))}
      </ol>
    </Page>
  )
}
