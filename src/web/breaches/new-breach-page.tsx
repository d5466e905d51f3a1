/** The form for a breach, for whoever notices it: what is known now; the rest comes later. */
import { breachReference } from '../../breaches/breach.ts'
import { londonDay } from '../../clocks/days.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { SEVERITIES } from './breach-words.ts'

type Props = {
  signedIn: SignedIn
  now: Date
  mistakes: Mistakes
  typed: Record<string, string>
  /** The number of the one that was just written down by somebody who does not read the register. */
  kept: string | undefined
}

export const NewBreachPage = ({ signedIn, now, mistakes, typed, kept }: Props) => (
  <Page
    title="Write down a breach"
    signedIn={signedIn}
    at="/rights"
    hasErrors={Object.keys(mistakes).length > 0}
    before={
      may(signedIn.role, 'view-breaches') && (
        <a class="govuk-back-link" href="/breaches">
          Back to the breaches
        </a>
      )
    }
  >
    <ErrorSummary mistakes={mistakes} />
    {kept && (
      <div class="wp-alert wp-alert--closed" role="status">
        <p class="govuk-body govuk-!-margin-bottom-1">
          It is written down as {breachReference(signedIn.office, Number(kept))}, and the data protection
          officer is being told. Thank you. Tell them yourself whatever you find out later.
        </p>
      </div>
    )}
    <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Write down a breach of personal data</h1>
    <p class="govuk-body wp-measure">
      Say what is known now; more can be added. The data protection officer is told by mail at once, without
      what you write here. Nobody is blamed for noticing.
    </p>
    <form method="post" action="/breaches" novalidate>
      <Token token={signedIn.formToken} />
      <TextArea
        name="what-happened"
        label="What happened?"
        rows={4}
        mistakes={mistakes}
        value={typed['what-happened']}
      />
      <TextField
        name="known-on"
        label="Day on which the office first knew"
        hint="Somebody here, not necessarily you. The 72 hours run from it."
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['known-on'] ?? londonDay(now)}
      />
      <TextField
        name="known-time"
        label="At what time"
        type="time"
        width="govuk-input--width-5"
        mistakes={mistakes}
        value={typed['known-time']}
      />
      <TextField
        name="happened-on"
        label="Day on which it happened, if known (optional)"
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['happened-on']}
      />
      <TextField
        name="whose-data"
        label="Whose data, and which"
        hint="Kinds of people and kinds of data, such as “a complainant’s address and health”. Names only if there is no other way."
        mistakes={mistakes}
        value={typed['whose-data']}
      />
      <TextField
        name="how-many"
        label="How many people, if known (optional)"
        width="govuk-input--width-5"
        mistakes={mistakes}
        value={typed['how-many']}
      />
      <Select
        name="severity"
        label="How likely is harm to people, as far as you can judge?"
        mistakes={mistakes}
        value={typed['severity'] ?? ''}
        options={[['', 'Choose'], ...SEVERITIES]}
      />
      <TextArea
        name="containment"
        label="What was done to contain it?"
        hint="Such as: asked the receiver to delete it, changed the password, or nothing yet."
        rows={2}
        mistakes={mistakes}
        value={typed['containment']}
      />
      <Select
        name="lead-provider"
        label="Is it data of a contract that wants to be told within 24 hours?"
        hint="Such as data from HMPPS, whose lead provider is told."
        mistakes={mistakes}
        value={typed['lead-provider'] ?? ''}
        options={[
          ['', 'Choose'],
          ['no', 'No'],
          ['yes', 'Yes'],
        ]}
      />
      <TextField
        name="reference"
        label="Reference of the case that it happened in, if there is one (optional)"
        width="govuk-input--width-20"
        mistakes={mistakes}
        value={typed['reference']}
      />
      <button type="submit" class="govuk-button">
        Write it down and tell the data protection officer
      </button>
    </form>
  </Page>
)
