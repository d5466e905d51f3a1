/** The brief of an alert: what to do, what to say, what is known. */
import type { Brief } from '../../referrals/brief.ts'
import { dutySteps } from '../../referrals/checklist.ts'

export const DutyChecklist = ({ brief, force }: { brief: Brief; force: string }) => (
  <section class="wp-panel" aria-labelledby="steps">
    <h2 class="govuk-heading-m" id="steps">
      What to do
    </h2>
    <ol class="govuk-list govuk-list--number wp-steps">
      {dutySteps(brief.categories, force).map(({ strong, rest }) => (
        <li>
          <strong>{strong}</strong> {rest}
        </li>
      ))}
    </ol>
  </section>
)

export const PhoneScript = ({ sentences }: { sentences: readonly string[] }) => (
  <details class="govuk-details" data-part="script">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">What to say on the telephone</span>
    </summary>
    <div class="govuk-details__text">
      <ol class="govuk-list govuk-list--number">
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ol>
    </div>
  </details>
)

/** Facts under the heads that the police use, without a grade. */
export const KnownFacts = ({ brief }: { brief: Brief }) => (
  <section aria-labelledby="known">
    <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="known">
      What is known
    </h2>
    <dl class="govuk-summary-list">
      {brief.heads.map(({ head, facts }) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{head}</dt>
          <dd class="govuk-summary-list__value wp-break">
            {facts.length === 0 ? (
              <span class="wp-quiet">Nothing found in the letter. Read it for this.</span>
            ) : (
              facts.map((fact) => <div>{fact}</div>)
            )}
          </dd>
        </div>
      ))}
    </dl>
  </section>
)
