/** The form by which a person sends an acknowledgement that the machine kept back or that did not arrive. */
import { canBeLetGo, isWriterAtRisk, mayNameRoute, mustSayWhy } from '../../acknowledgements/let-go.ts'
import type { FoundCase } from '../../cases/find-case.ts'
import { TextField, Token } from '../parts/controls.tsx'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'

export type ShownAcknowledgement = FoundCase['acknowledgements'][number]

/** The words of both letters as they would leave now. */
export type LetterPreview = { subject: string; neutral: string; route: string }

/** The one whose form is shown where nobody asked for another: held before lost before not sent, the newest first. */
export function pressing(found: Pick<FoundCase, 'acknowledgements'>): ShownAcknowledgement | undefined {
  const all = found.acknowledgements.toReversed()
  const answered = all.some(({ state }) => ['owed', 'sending', 'sent'].includes(state))
  const order = ['held', 'bounced', 'failed', 'unknown', ...(answered ? [] : ['suppressed'])]
  return order.map((state) => all.find((one) => one.state === state)).find((one) => one !== undefined)
}

const FIELDS = ['to', 'safe', 'letter', 'why-sent']

export const LetGoForm = (props: CasePageProps & { one: ShownAcknowledgement }) => {
  const { signedIn, found, one, preview, letGoId, bar, mistakes = {} } = props
  const { caseRow } = found
  if (!may(signedIn.role, 'act') || !canBeLetGo(one)) return null
  // A report in the thread is owed nothing; where a machine's message is all there is, its form is here.
  if (one.machineMade && one.id !== letGoId) return null
  if (one.id !== letGoId || !preview) {
    return (
      <p class="govuk-body-s">
        <a class="govuk-link" href={`/cases/${caseRow.reference}?letter=${one.id}#letter`}>
          Send it by hand
        </a>
      </p>
    )
  }
  const isOpen = props.isLetterAskedFor === true || FIELDS.some((name) => mistakes[name])
  if (bar?.reason === 'bomb-threat')
    return (
      <p class="govuk-body-s" id="to">
        A bomb threat is not answered. If it is none, say so and lift the hold first.
      </p>
    )
  return (
    <details class="govuk-details" id="letter" open={isOpen}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Send it by hand</span>
      </summary>
      <form
        class="wp-let-go"
        method="post"
        action={`/cases/${caseRow.reference}/acknowledgements/${one.id}`}
        novalidate
      >
        <Token token={signedIn.formToken} />
        <WhereTo {...props} />
        <WhichLetter {...props} preview={preview} />
        {(isWriterAtRisk(caseRow, one) || bar?.reason === 'safe-contact') && <IsSafe {...props} />}
        {mustSayWhy(one, bar) && (
          <TextField
            name="why-sent"
            label="Why it is sent although it was kept back"
            hint="Your name and this reason are kept with the letter."
            mistakes={mistakes}
            value={props.typed?.['why-sent']}
          />
        )}
        <button type="submit" class="govuk-button govuk-!-margin-bottom-2">
          Send the letter
        </button>
      </form>
    </details>
  )
}

const WhereTo = ({ found, one, mistakes, typed = {} }: CasePageProps & { one: ShownAcknowledgement }) => {
  const shown = found.messages.find(({ id }) => id === one.messageId)?.fromAddress ?? ''
  const [address, hint] = suggested(one, shown)
  return (
    <TextField
      name="to"
      label="Send it to"
      hint={hint}
      type="email"
      mistakes={mistakes}
      value={typed['to'] ?? address}
    />
  )
}

/** What stands in the field, and what the person should know of it. Where it may harm, nothing stands there. */
function suggested(one: ShownAcknowledgement, shown: string): [address: string, hint: string | undefined] {
  if (one.machineMade) return ['', 'A machine wrote this message. Give the address of a person.']
  if (one.state === 'bounced') return ['', `It came back from ${one.toAddress}. Give another address.`]
  if (one.state === 'held')
    return ['', `The message came from ${shown}. Type that address only if it is safe to write there.`]
  if (one.reason === 'UNAUTH')
    return ['', `The message shows ${shown}, which may be forged. Give an address that you know.`]
  return [one.toAddress ?? shown, undefined]
}

const WhichLetter = ({
  found,
  one,
  preview,
  bar,
  mistakes = {},
  typed = {},
}: CasePageProps & { one: ShownAcknowledgement; preview: LetterPreview }) => {
  const { caseRow } = found
  if (!mayNameRoute(caseRow, one, bar)) {
    return (
      <>
        <input type="hidden" name="letter" value="neutral" />
        <p class="govuk-body-s">
          {bar?.reason === 'safe-contact'
            ? 'The letter names neither the office nor what it is about, comes from “Enquiries”, quotes nothing and stands apart from what they wrote.'
            : isWriterAtRisk(caseRow, one)
              ? 'The letter says that we have received something, and nothing of what it is about.'
              : 'The letter names no route, because no person has confirmed one.'}
        </p>
        <Words title="The words that will be sent" preview={preview} text={preview.neutral} />
      </>
    )
  }
  const chosen = typed['letter'] ?? 'route'
  return (
    <fieldset class="govuk-fieldset govuk-form-group">
      <legend class="govuk-fieldset__legend">Which letter?</legend>
      {mistakes['letter'] && (
        <p id="letter-error" class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {mistakes['letter']}
        </p>
      )}
      <div class="govuk-radios govuk-radios--small">
        {(
          [
            ['route', 'The letter for this route'],
            ['neutral', 'The letter that names no route'],
          ] as const
        ).map(([value, label]) => (
          <div class="govuk-radios__item">
            <input
              class="govuk-radios__input"
              id={`letter-${value}`}
              name="letter"
              type="radio"
              value={value}
              checked={chosen === value}
            />
            <label class="govuk-label govuk-radios__label" for={`letter-${value}`}>
              {label}
            </label>
          </div>
        ))}
      </div>
      <Words title="The words of the letter for this route" preview={preview} text={preview.route} />
      <Words title="The words of the letter that names no route" preview={preview} text={preview.neutral} />
    </fieldset>
  )
}

const Words = ({ title, preview, text }: { title: string; preview: LetterPreview; text: string }) => (
  <details class="govuk-details wp-small-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{title}</span>
    </summary>
    <div class="govuk-details__text">
      <p class="govuk-body-s govuk-!-margin-bottom-2">Subject: {preview.subject}</p>
      <div class="wp-sent">{text}</div>
    </div>
  </details>
)

/** Ticked by a person each time: what was safe last week may not be today. */
const IsSafe = ({ mistakes = {}, typed = {} }: CasePageProps) => (
  <div class={`govuk-form-group${mistakes['safe'] ? ' govuk-form-group--error' : ''}`}>
    <div class="wp-warning">
      <p class="govuk-body govuk-!-margin-bottom-0">
        <strong>The writer may be at risk.</strong> Somebody else may read what is sent to this address. Look
        in the letter for a safe way to reach them, and ask the duty officer if you are not sure.
      </p>
    </div>
    {mistakes['safe'] && (
      <p id="safe-error" class="govuk-error-message">
        <span class="govuk-visually-hidden">Error:</span> {mistakes['safe']}
      </p>
    )}
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id="safe"
          name="safe"
          type="checkbox"
          value="yes"
          checked={typed['safe'] === 'yes'}
          aria-describedby={mistakes['safe'] ? 'safe-error' : undefined}
        />
        <label class="govuk-label govuk-checkboxes__label" for="safe">
          I have made sure that it is safe to write to this address
        </label>
      </div>
    </div>
  </div>
)
