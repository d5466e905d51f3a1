/** Each letter and note of a request, and what of it the person gets. One page, no scripts: words are copied. */
import type { RightsLaw } from '../../offices/rights-law.ts'
import { isDecided, marksOf, type Part } from '../../rights/bundle.ts'
import type { FoundRequest } from '../../rights/find-request.ts'
import { redacted } from '../../rights/redact.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

type Props = {
  signedIn: SignedIn
  found: FoundRequest
  law: RightsLaw
  mistakes: Mistakes
  typed: Record<string, string>
}

export const ReviewPage = (props: Props) => {
  const { signedIn, found, mistakes } = props
  return (
    <Page
      title={`Review for ${found.caseRow.reference}`}
      signedIn={signedIn}
      at="/rights"
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href={`/rights/${found.row.id}`}>
          Back to the request
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">What the person gets</h1>
      <p class="govuk-body wp-measure">
        Nothing is released by itself. First take out what is about others, then release the rest; or withhold
        all of it. Attachments are not part of the copy: look at them yourself.
      </p>
      {found.parts.map((part, at) => (
        <OnePart {...props} part={part} number={at + 1} />
      ))}
    </Page>
  )
}

const STATES = { release: 'Released', withhold: 'Withheld', redact: 'Taken out' } as const

const OnePart = (props: Props & { part: Part; number: number }) => {
  const { signedIn, found, law, part, number, mistakes, typed } = props
  const marks = marksOf(found.marks, part)
  const whole = marks.find(({ mark }) => mark !== 'redact')
  const lawOf = (id: string | null) => law.exemptions.find((one) => one.id === id)?.law ?? ''
  const spans = marks.flatMap(({ startsAt, endsAt, exemption }) =>
    startsAt === null || endsAt === null ? [] : [{ startsAt, endsAt, law: lawOf(exemption) }],
  )
  const fieldOf = (name: string) => `${name}-${part.partId}`
  const isOpen = ['mark', 'passages', 'exemption', 'why'].some((name) => mistakes[fieldOf(name)])
  return (
    <section class="wp-panel" aria-labelledby={`part-${part.partId}`}>
      <h2 class="govuk-heading-m" id={`part-${part.partId}`}>
        {number}. {part.part === 'message' ? 'Letter' : 'Note'} of {sayMoment(part.at)}, {part.reference}
      </h2>
      <p class="govuk-body">
        <strong>
          {isDecided(found.marks, part) && whole
            ? STATES[whole.mark]
            : 'Not decided: nothing of it is released'}
        </strong>
        {whole && `. ${whole.reason}`}
      </p>
      <pre class="wp-sheet">
        {redacted(part.text, spans).map((piece) =>
          'text' in piece ? piece.text : <strong>[taken out: {piece.takenOut}]</strong>,
        )}
      </pre>
      {marks.length > 0 && (
        <ul class="govuk-list govuk-body-s">
          {found.marks
            .filter(({ partId }) => partId === part.partId)
            .map((one) => (
              <li>
                {STATES[one.mark]}: {one.reason} {one.exemption && `(${lawOf(one.exemption)})`}{' '}
                {one.markedByName}, {sayMoment(one.markedAt)}
                {may(signedIn.role, 'handle-rights') && (
                  <form method="post" action={`/rights/${found.row.id}/marks/${one.id}/end`}>
                    <Token token={signedIn.formToken} />
                    <button
                      type="submit"
                      class="govuk-button govuk-button--secondary govuk-!-margin-bottom-1"
                    >
                      Take this back
                    </button>
                  </form>
                )}
              </li>
            ))}
        </ul>
      )}
      {may(signedIn.role, 'handle-rights') && (
        <details class="govuk-details" open={isOpen || !whole}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Decide about it</span>
          </summary>
          <form class="govuk-details__text" method="post" action={`/rights/${found.row.id}/marks`} novalidate>
            <Token token={signedIn.formToken} />
            <input type="hidden" name="part" value={part.partId} />
            <Select
              name={fieldOf('mark')}
              label="What becomes of it?"
              mistakes={mistakes}
              value={typed[fieldOf('mark')] ?? ''}
              options={[
                ['', 'Choose'],
                ['redact', 'Take out the words below'],
                ['release', 'Release the rest'],
                ['withhold', 'Withhold all of it'],
              ]}
            />
            <TextArea
              name={fieldOf('passages')}
              label="Words to take out, exactly as they stand, one passage a line"
              hint="Each is taken out wherever it stands in this letter or note."
              rows={2}
              mistakes={mistakes}
              value={typed[fieldOf('passages')]}
            />
            <Select
              name={fieldOf('exemption')}
              label="By which law, where something is kept back?"
              mistakes={mistakes}
              value={typed[fieldOf('exemption')] ?? ''}
              options={[['', 'Choose'], ...law.exemptions.map(({ id, says }) => [id, says] as const)]}
            />
            <TextField name={fieldOf('why')} label="Why" mistakes={mistakes} value={typed[fieldOf('why')]} />
            <button type="submit" class="govuk-button govuk-button--secondary">
              Decide
            </button>
          </form>
        </details>
      )}
    </section>
  )
}
