/** Telling somebody outside about a case: what the matrix says of it, and the exact words before they leave. */
import type { Standing } from '../../cases/find-special.ts'
import type { Ground } from '../../offices/grounds.ts'
import { HOLD_SECONDS } from '../../replies/write-reply.ts'
import { ContactBanner } from '../parts/contact-banner.tsx'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import type { SignedIn } from '../web-deps.ts'
import { PURPOSES, receivers, WAYS } from './sharing-words.ts'

export type TellPageProps = {
  signedIn: SignedIn
  reference: string
  grounds: readonly Ground[]
  standing: Standing
  /** Each letter of the case that could be told whole. */
  letters: readonly { id: string; name: string }[]
  mistakes: Mistakes
  typed: Record<string, string>
  /** What the matrix says of what was typed, once it was looked at; the words are as they would leave. */
  looked: string | undefined
}

export const TellPage = (props: TellPageProps) => {
  const { signedIn, reference, grounds, letters, mistakes, typed, looked } = props
  return (
    <Page
      title={`Tell somebody outside about ${reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href={`/cases/${reference}/sharing`}>
          Back to sharing and consent
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <ContactBanner {...props.standing} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Tell somebody outside about {reference}</h1>
      <p class="govuk-body wp-measure">
        Case by case, and no more than they need. It is checked against the office’s sharing matrix, and
        nothing leaves before you have seen the words as they would leave. If somebody may be in danger,
        answer the alert instead and ring.
      </p>
      {looked && (
        <div class="wp-alert wp-alert--closed" role="status">
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>It may be told.</strong> {looked} Read the words below as they would leave, then write it
            down.
          </p>
        </div>
      )}
      <form method="post" action={`/cases/${reference}/sharing/tell`} novalidate class="wp-form">
        <Token token={signedIn.formToken} />
        <Select
          name="receiver"
          label="Who is told?"
          mistakes={mistakes}
          value={typed['receiver'] ?? ''}
          options={[['', 'Choose'], ...receivers(signedIn.office)]}
        />
        <TextField
          name="receiver-name"
          label="Who there: a name, a desk or an address"
          mistakes={mistakes}
          value={typed['receiver-name']}
        />
        <Select
          name="purpose"
          label="What for?"
          hint="To ask another body about a request for information, the writer’s name is taken out. To pass one on, the writer is asked first."
          mistakes={mistakes}
          value={typed['purpose'] ?? ''}
          options={[['', 'Choose'], ...PURPOSES]}
        />
        <Select
          name="ground"
          label="On what ground?"
          mistakes={mistakes}
          value={typed['ground'] ?? ''}
          options={[['', 'Choose'], ...grounds.map(({ id, says }) => [id, says] as const)]}
        />
        <Select
          name="channel"
          label="How is it told?"
          mistakes={mistakes}
          value={typed['channel'] ?? ''}
          options={[['', 'Choose'], ...WAYS]}
        />
        <TextArea
          name="words"
          label="The exact words that are told"
          rows={looked ? 12 : 6}
          mistakes={mistakes}
          value={typed['words']}
        />
        {!looked && letters.length > 0 && (
          <div class="govuk-form-group">
            <fieldset class="govuk-fieldset">
              <legend class="govuk-fieldset__legend">And, below them, the whole of</legend>
              <div class="govuk-checkboxes govuk-checkboxes--small">
                {letters.map(({ id, name }) => (
                  <div class="govuk-checkboxes__item">
                    <input
                      class="govuk-checkboxes__input"
                      type="checkbox"
                      id={`letter-${id}`}
                      name={`letter-${id}`}
                      value="yes"
                      checked={typed[`letter-${id}`] === 'yes'}
                    />
                    <label class="govuk-label govuk-checkboxes__label" for={`letter-${id}`}>
                      {name}
                    </label>
                  </div>
                ))}
              </div>
            </fieldset>
          </div>
        )}
        <TextArea name="why" label="Why do they need it?" rows={2} mistakes={mistakes} value={typed['why']} />
        <TextArea
          name="held-back"
          label="What do you keep back, and why?"
          rows={2}
          mistakes={mistakes}
          value={typed['held-back']}
        />
        <Select
          name="person"
          label="Does the person know?"
          mistakes={mistakes}
          value={typed['person'] ?? ''}
          options={[
            ['', 'Choose'],
            ['told', 'Yes'],
            ['not-told', 'No'],
          ]}
        />
        <TextField
          name="person-why"
          label="How they were told, or why not"
          mistakes={mistakes}
          value={typed['person-why']}
        />
        <button
          type="submit"
          name="step"
          value="look"
          class={`govuk-button${looked ? ' govuk-button--secondary' : ''}`}
        >
          {looked ? 'Check it again' : 'Check it, and show the words as they would leave'}
        </button>{' '}
        {looked && (
          <button type="submit" name="step" value="write" class="govuk-button">
            Write down that this is told
          </button>
        )}
        {looked && (
          <>
            <h2 class="govuk-heading-m govuk-!-margin-top-4">Or send it from here</h2>
            <TextField
              name="send-to"
              label="Their email address"
              hint={`These words and nothing else leave in ${HOLD_SECONDS} seconds, and can be called back until then. They go into the ledger as they leave.`}
              mistakes={mistakes}
              value={typed['send-to']}
              type="email"
            />
            <button
              type="submit"
              name="step"
              value="send"
              class="govuk-button govuk-button--secondary"
              data-once
            >
              Send it, after {HOLD_SECONDS} seconds
            </button>
          </>
        )}
      </form>
    </Page>
  )
}
