import type { Child } from 'hono/jsx'
import { Token } from '../parts/controls.tsx'
import type { CasePageProps } from './case-page.tsx'

type FoldedProps = CasePageProps & {
  summary: string
  action: string
  /** Names of its fields: with a mistake in one of them it stands open. */
  fields: readonly string[]
  button: string
  children?: Child
}

/** A form of a case behind one line, open where it came back with a mistake. */
export const FoldedForm = ({
  signedIn,
  found,
  mistakes = {},
  summary,
  action,
  fields,
  button,
  children,
}: FoldedProps) => (
  <details
    class="govuk-details govuk-!-margin-bottom-2"
    open={fields.some((field) => mistakes[field] !== undefined)}
  >
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <form
      class="govuk-details__text"
      method="post"
      action={`/cases/${found.caseRow.reference}/${action}`}
      novalidate
    >
      <Token token={signedIn.formToken} />
      {children}
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
        {button}
      </button>
    </form>
  </details>
)
