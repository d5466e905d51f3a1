import type { Child } from 'hono/jsx'
import type { SignedIn } from '../web-deps.ts'
import { type Mistakes, Token } from './controls.tsx'

export type FoldedProps = {
  signedIn: SignedIn
  mistakes?: Mistakes
  summary: string
  /** The whole path that the form is sent to. */
  action: string
  /** Names of its fields: with a mistake in one of them it stands open. */
  fields: readonly string[]
  button: string
  /** How it stands among its neighbours. */
  class?: string
  children?: Child
}

/** A form behind one line, open where it came back with a mistake. */
export const Folded = ({
  signedIn,
  mistakes = {},
  summary,
  action,
  fields,
  button,
  class: more = 'govuk-!-margin-bottom-3',
  children,
}: FoldedProps) => (
  <details class={`govuk-details ${more}`} open={fields.some((field) => mistakes[field] !== undefined)}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <form class="govuk-details__text" method="post" action={action} novalidate>
      <Token token={signedIn.formToken} />
      {children}
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
        {button}
      </button>
    </form>
  </details>
)
