/** What would be disposed of, before anybody marks it. */
import type { DueCase } from '../../records/find-due.ts'
import { whyNot } from '../../records/mark-for-disposal.ts'
import { ErrorSummary, type Mistakes, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { RecordPlaces } from '../parts/places.tsx'
import { routeName, sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'
import { DueSince } from './due-page.tsx'

type Props = {
  signedIn: SignedIn
  chosen: readonly DueCase[]
  now: Date
  mistakes?: Mistakes
  typed?: Record<string, string>
}

const OVER = 'The period is over and nothing stands against it.'
const ERASED = 'Its erasure was allowed and nothing stands against it.'

export const PreviewPage = ({ signedIn, chosen, now, mistakes = {}, typed = {} }: Props) => {
  const { office } = signedIn
  const free = chosen.filter((one) => whyNot(one, { office, now }) === undefined)
  const left = chosen.filter((one) => !free.includes(one))
  return (
    <Page
      title="Mark for disposal"
      signedIn={signedIn}
      at="/records"
      hasErrors={Object.keys(mistakes).length > 0}
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Mark for disposal</h1>
      <RecordPlaces at="" />
      <p class="govuk-body">
        {sayCount(free.length, 'case')} would go: the letters as they came, their text and attachments, notes,
        what was sent and told to others, alerts, deadlines and everything learned from them. What stays is
        the reference, the route, the dates, the line of the schedule, who decided, and a signed certificate.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {free.map((one) => (
          <li>
            <a class="govuk-link wp-reference" href={`/cases/${one.reference}`}>
              {one.reference}
            </a>
            : {routeName(one.route)}, {one.schedule}, {!one.erasure && 'due '}
            <DueSince one={one} />
          </li>
        ))}
      </ul>
      {left.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Left out</h2>
          <ul class="govuk-list govuk-list--bullet">
            {left.map((one) => (
              <li>
                {one.reference}: {whyNot(one, { office, now })}
              </li>
            ))}
          </ul>
        </>
      )}
      {free.length > 0 && (
        <form method="post" action="/records/marks" novalidate>
          <Token token={signedIn.formToken} />
          {free.map(({ id }) => (
            <input type="hidden" name={`case-${id}`} value="yes" />
          ))}
          <TextField
            name="reason"
            label="Why they can go"
            hint="It is kept for good: no names."
            mistakes={mistakes}
            value={typed['reason'] ?? (free.every(({ erasure }) => erasure) ? ERASED : OVER)}
          />
          <button type="submit" class="govuk-button govuk-button--warning">
            Mark {sayCount(free.length, 'case')} for disposal
          </button>
        </form>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/records">
          Back to the list, and mark nothing
        </a>
      </p>
    </Page>
  )
}
