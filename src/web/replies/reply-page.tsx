/** Writing a letter about a case: from a template or from nothing, kept at each pause, sent after half a minute. */
import { randomUUID } from 'node:crypto'
import type { ContactBar } from '../../acknowledgements/contact-bar.ts'
import type { FoundCase } from '../../cases/find-case.ts'
import type { Template } from '../../replies/template.ts'
import { type RecipientWarning, WARNINGS } from '../../replies/warnings.ts'
import { HOLD_SECONDS, type Reply } from '../../replies/write-reply.ts'
import { ContactBanner } from '../parts/contact-banner.tsx'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { Letter } from '../parts/letter.tsx'
import type { SignedIn } from '../web-deps.ts'

export type ReplyPageProps = {
  signedIn: SignedIn
  found: FoundCase
  templates: readonly Template[]
  typed: Record<string, string>
  mistakes: Mistakes
  /** The version of the draft that was seen; 0 where there is none yet. */
  version: number
  savedAt: Date | undefined
  warnings: readonly RecipientWarning[]
  bar: ContactBar | undefined
  /** What another tab has kept meanwhile, where the two differ. */
  theirs: Reply | undefined
}

export const ReplyPage = (props: ReplyPageProps) => {
  const { signedIn, found, mistakes, typed, theirs } = props
  const { reference } = found.caseRow
  return (
    <Page
      title={`Reply in ${reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href={`/cases/${reference}`}>
          Back to the case
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Reply in {reference}</h1>
      <ContactBanner {...found.special} caseId={found.caseRow.id} />
      <div class="wp-columns">
        <div>
          {theirs && <Theirs theirs={theirs} />}
          <TemplateForm {...props} />
          <form
            method="post"
            action={`/cases/${reference}/reply`}
            novalidate
            class="wp-form"
            data-autosave={`/cases/${reference}/reply/draft`}
          >
            <Token token={signedIn.formToken} />
            <input type="hidden" name="version" value={String(props.version)} />
            {props.version === 0 && (
              <input type="hidden" name="reply-id" value={typed['reply-id'] ?? randomUUID()} />
            )}
            <TextField
              name="to"
              label="To"
              hint="One address."
              mistakes={mistakes}
              value={typed['to']}
              type="email"
            />
            <TextField name="subject" label="Subject" mistakes={mistakes} value={typed['subject']} />
            <TextArea name="text" label="Letter" rows={16} mistakes={mistakes} value={typed['text']} />
            <Checks {...props} />
            <p class="govuk-body-s wp-quiet" data-autosave-said role="status">
              {props.savedAt ? `Kept ${sayMoment(props.savedAt)}.` : 'Nothing is kept yet.'}
            </p>
            <div class="govuk-button-group">
              <button type="submit" name="step" value="send" class="govuk-button" data-once>
                Send, after {HOLD_SECONDS} seconds
              </button>
              <button type="submit" name="step" value="save" class="govuk-button govuk-button--secondary">
                Keep the draft
              </button>
              {props.version > 0 && (
                <button type="submit" name="step" value="aside" class="wp-link-button">
                  Set it aside
                </button>
              )}
            </div>
          </form>
        </div>
        <div class="wp-columns__aside">
          <section class="wp-panel" aria-labelledby="answered-title">
            <h2 class="govuk-heading-m" id="answered-title">
              What they wrote
            </h2>
            {found.messages.slice(-1).map((message) => (
              <Letter message={message} />
            ))}
          </section>
        </div>
      </div>
    </Page>
  )
}

/** Nothing that was typed is lost: both are there, and the person takes what is right into the one they send. */
const Theirs = ({ theirs }: { theirs: Reply }) => (
  <section class="wp-parked" aria-labelledby="theirs-title">
    <h2 class="govuk-heading-m" id="theirs-title">
      This draft was changed in another window
    </h2>
    <p class="govuk-body">
      Kept there {sayMoment(theirs.savedAt)}. What you typed here is in the form below and is not kept yet.
      Take over what you need, then keep it or send it.
    </p>
    <p class="govuk-body-s govuk-!-margin-bottom-1">
      To {theirs.toAddress}. Subject: {theirs.subject}
    </p>
    <div class="wp-sent" id="theirs-text">
      {theirs.text}
    </div>
  </section>
)

const TemplateForm = ({ signedIn, found, templates, typed, version }: ReplyPageProps) => (
  <details class="govuk-details" open={typed['text'] === undefined || typed['text'] === ''}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Begin with a template</span>
    </summary>
    <form class="govuk-details__text" method="post" action={`/cases/${found.caseRow.reference}/reply`}>
      <Token token={signedIn.formToken} />
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="to" value={typed['to'] ?? ''} />
      <Select
        name="template"
        label="Template"
        hint="It takes the place of what is written in the form below."
        value={typed['template'] ?? ''}
        options={[
          ['', 'Choose'],
          ...templates.map(
            ({ key, name, version: of }) => [key, of === 0 ? name : `${name}, version ${of}`] as const,
          ),
        ]}
      />
      <button type="submit" name="step" value="template" class="govuk-button govuk-button--secondary">
        Fill it in
      </button>
    </form>
  </details>
)

/** What the person has to have looked at before it leaves; asked only where there is something. */
const Checks = ({ found, warnings, bar, mistakes, typed }: ReplyPageProps) => (
  <>
    {(warnings.length > 0 || mistakes['confirmed']) && (
      <Tick
        name="confirmed"
        label={`${warnings.map((one) => WARNINGS[one]).join(' ')} I mean it.`}
        mistakes={mistakes}
        isTicked={typed['confirmed'] === 'yes'}
      />
    )}
    {(bar || found.caseRow.risk !== 'none') && (
      <Tick
        name="safe"
        label={`${bar ? `${bar.because} ` : ''}I have made sure that it is safe to write to this address.`}
        mistakes={mistakes}
        isTicked={typed['safe'] === 'yes'}
      />
    )}
  </>
)

const Tick = ({
  name,
  label,
  mistakes,
  isTicked,
}: {
  name: string
  label: string
  mistakes: Mistakes
  isTicked: boolean
}) => (
  <div class={`govuk-form-group${mistakes[name] ? ' govuk-form-group--error' : ''}`}>
    {mistakes[name] && (
      <p id={`${name}-error`} class="govuk-error-message">
        <span class="govuk-visually-hidden">Error:</span> {mistakes[name]}
      </p>
    )}
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          checked={isTicked}
          aria-describedby={mistakes[name] ? `${name}-error` : undefined}
        />
        <label class="govuk-label govuk-checkboxes__label" for={name}>
          {label}
        </label>
      </div>
    </div>
  </div>
)
