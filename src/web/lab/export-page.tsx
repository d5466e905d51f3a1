import { RISK_CATEGORIES } from '../../triage/risk.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { LabPlaces } from '../parts/places.tsx'
import { dangerName } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

type Props = {
  signedIn: SignedIn
  id: string
  typed: Record<string, string>
  isRisky: boolean
  mistakes: Mistakes
}

/** A letter that becomes an example, once a person has taken out whoever can be known by it. */
export const ExportPage = ({ signedIn, id, typed, isRisky, mistakes }: Props) => (
  <Page
    title="Export an example"
    signedIn={signedIn}
    at="/lab"
    hasErrors={Object.keys(mistakes).length > 0}
    before={<LabPlaces at="" />}
  >
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Export an example</h1>
    <div class="govuk-inset-text">
      Replace everything that somebody could be known by: names, addresses, numbers, places, dates, posts, and
      what happened to one person only. Write other words of the same kind. What you write is handed to you as
      a file and is not kept here; that you exported it is in the history.
    </div>
    <form method="post" action={`/lab/verdicts/${id}/export`} novalidate>
      <Token token={signedIn.formToken} />
      <TextField name="subject" label="Subject" value={typed['subject']} mistakes={mistakes} />
      <TextArea
        name="body"
        label="Words"
        hint={isRisky ? 'Put [[ ]] around the words that show the danger.' : undefined}
        rows={16}
        value={typed['body']}
        mistakes={mistakes}
      />
      {isRisky && (
        <Select
          name="category"
          label="Kind of danger"
          value={typed['category']}
          mistakes={mistakes}
          options={RISK_CATEGORIES.map((category) => [category, dangerName(category)] as const)}
        />
      )}
      <div class={`govuk-form-group${mistakes['replaced'] ? ' govuk-form-group--error' : ''}`}>
        {mistakes['replaced'] && (
          <p class="govuk-error-message">
            <span class="govuk-visually-hidden">Error:</span> {mistakes['replaced']}
          </p>
        )}
        <div class="govuk-checkboxes">
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id="replaced"
              name="replaced"
              type="checkbox"
              value="yes"
            />
            <label class="govuk-label govuk-checkboxes__label" for="replaced">
              I have replaced everything that somebody could be known by
            </label>
          </div>
        </div>
      </div>
      <button type="submit" class="govuk-button">
        Export the example
      </button>
    </form>
  </Page>
)
