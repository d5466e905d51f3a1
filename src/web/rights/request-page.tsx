/** One request: what was found, what becomes of each part, what was decided, and what was done. */
import { ErrorSummary, hasMistakes, Select, TextArea, Token } from '../parts/controls.tsx'
import { dayWithoutWeekday, sayMoment, untilDay } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { sayCount } from '../parts/words.ts'
import { may } from '../roles.ts'
import { Finds, type RequestPageProps, Searched, SearchForm } from './request-finds.tsx'
import { actName, rightName } from './rights-words.ts'

export const RequestPage = (props: RequestPageProps) => {
  const { signedIn, found, now, mistakes } = props
  const { row, caseRow, clock } = found
  const isOpen = row.closedAt === null
  const mayHandle = may(signedIn.role, 'handle-rights') && isOpen
  return (
    <Page
      title={`Request about data in ${caseRow.reference}`}
      signedIn={signedIn}
      at="/rights"
      hasErrors={hasMistakes(mistakes)}
      before={
        <a class="govuk-back-link" href={`/cases/${caseRow.reference}/rights`}>
          Back to rights over data in {caseRow.reference}
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">{rightName(row.right)}</h1>
      <ul class="wp-facts">
        <li>
          <a class="govuk-link wp-reference" href={`/cases/${caseRow.reference}`}>
            {caseRow.reference}
          </a>
        </li>
        <li>{isOpen ? 'open' : 'answered'}</li>
        {clock && (
          <li>
            <a class="govuk-link" href={`/cases/${caseRow.reference}/clocks/${clock.id}`}>
              {clock.dueOn
                ? `due ${dayWithoutWeekday(clock.dueOn)}${clock.stoppedAt ? '' : `, ${untilDay(clock.dueOn, now)}`}`
                : 'its deadline'}
            </a>
          </li>
        )}
      </ul>
      <p class="govuk-body wp-break">{row.aboutWhom}</p>
      <div class="wp-columns">
        <div>
          {mayHandle && <SearchForm {...props} />}
          {props.searched && <Searched {...props} searched={props.searched} />}
          <Finds {...props} mayHandle={mayHandle} />
          {row.right === 'access' && found.finds.length > 0 && <Copy {...props} mayHandle={mayHandle} />}
        </div>
        <div class="wp-columns__aside">
          {mayHandle && <Decide {...props} />}
          {mayHandle && <Answer {...props} />}
          <Acts {...props} />
        </div>
      </div>
    </Page>
  )
}

const Copy = ({ signedIn, found, mistakes, typed, mayHandle }: RequestPageProps & { mayHandle: boolean }) => (
  <section aria-labelledby="copy-title">
    <h2 class="govuk-heading-m" id="copy-title">
      The copy for the person
    </h2>
    <p class="govuk-body">
      {found.left > 0
        ? `${sayCount(found.left, 'part')} of ${found.parts.length} still to be decided about.`
        : `All ${found.parts.length} are decided about.`}{' '}
      <a class="govuk-link" href={`/rights/${found.row.id}/review`}>
        Review the letters and notes
      </a>
    </p>
    {found.agreed ? (
      <p class="govuk-body">
        {found.agreed.byName} agreed to what is released, {sayMoment(found.agreed.at)}.
      </p>
    ) : (
      mayHandle && (
        <form method="post" action={`/rights/${found.row.id}/agree`} novalidate>
          <Token token={signedIn.formToken} />
          <TextArea
            name="agree-note"
            label="As a second person: what did you look at?"
            hint="Whoever asks may be looking for somebody else’s address. Read what is released as they would."
            rows={2}
            mistakes={mistakes}
            value={typed['agree-note']}
          />
          <button type="submit" class="govuk-button govuk-button--secondary">
            I have read it and agree
          </button>
        </form>
      )
    )}
    {found.agreed && mayHandle && (
      <form method="post" action={`/rights/${found.row.id}/copy`}>
        <Token token={signedIn.formToken} />
        <button type="submit" name="as" value="zip" class="govuk-button">
          Make the copy (ZIP with fingerprints)
        </button>{' '}
        <button type="submit" name="as" value="pdf" class="govuk-button govuk-button--secondary">
          As one PDF
        </button>{' '}
        <button type="submit" name="as" value="html" class="govuk-button govuk-button--secondary">
          As one page
        </button>
      </form>
    )}
    {mayHandle && (
      <form method="post" action={`/rights/${found.row.id}/log`}>
        <Token token={signedIn.formToken} />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Log of what was taken out, for the office alone
        </button>
      </form>
    )}
  </section>
)

const Decide = ({ signedIn, found, law, mistakes, typed }: RequestPageProps) =>
  found.acts.some(({ act }) => act === 'allowed' || act === 'refused') ? null : (
    <section class="wp-panel" aria-labelledby="decide-title">
      <h2 class="govuk-heading-m" id="decide-title">
        Decide
      </h2>
      <form method="post" action={`/rights/${found.row.id}/decide`} novalidate>
        <Token token={signedIn.formToken} />
        <Select
          name="decision"
          label="Allowed or refused, and by which law?"
          mistakes={mistakes}
          value={typed['decision'] ?? ''}
          options={[
            ['', 'Choose'],
            ...law.decisions
              .filter(({ right }) => right === found.row.right)
              .map(
                (one) =>
                  [
                    one.id,
                    `${one.outcome === 'allowed' ? 'Allowed' : 'Refused'}: ${one.says} (${one.law})`,
                  ] as const,
              ),
          ]}
        />
        <TextArea
          name="decision-why"
          label="Why, in the words that the person is told"
          rows={3}
          mistakes={mistakes}
          value={typed['decision-why']}
        />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Decide
        </button>
      </form>
    </section>
  )

const Answer = ({ signedIn, found, mistakes, typed }: RequestPageProps) => (
  <section class="wp-panel" aria-labelledby="answer-title">
    <h2 class="govuk-heading-m" id="answer-title">
      The answer
    </h2>
    <form method="post" action={`/rights/${found.row.id}/answer`} novalidate>
      <Token token={signedIn.formToken} />
      <TextArea
        name="answer-note"
        label="How was the person answered, and told how to complain?"
        rows={2}
        mistakes={mistakes}
        value={typed['answer-note']}
      />
      <button type="submit" class="govuk-button govuk-button--secondary">
        The person has our answer
      </button>
    </form>
  </section>
)

const Acts = ({ found, law }: RequestPageProps) => (
  <section class="wp-panel" aria-labelledby="acts-title">
    <h2 class="govuk-heading-m" id="acts-title">
      What was done
    </h2>
    <p class="govuk-body-s">
      Opened by {found.row.openedByName}, {sayMoment(found.row.openedAt)}.
    </p>
    {found.acts.map((one) => (
      <p class="govuk-body-s wp-break">
        <strong>{actName(one.act)}</strong>
        {one.law && `: ${law.decisions.find(({ id }) => id === one.law)?.law ?? one.law}`}. {one.note}
        {one.detail['sha256'] && ` SHA-256 ${one.detail['sha256']}.`}
        <span class="wp-under">
          {one.byName}, {sayMoment(one.at)}
        </span>
      </p>
    ))}
  </section>
)
