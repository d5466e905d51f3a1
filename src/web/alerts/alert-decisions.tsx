/** What may be done about an alert in its state: one form at a time, each asking for what has to be known. */
import type { Child } from 'hono/jsx'
import type { FoundAlert } from '../../cases/find-alert.ts'
import { CLIMBING } from '../../db/alert-states.ts'
import { Group, type Mistakes, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

export type DecisionProps = {
  signedIn: SignedIn
  found: FoundAlert
  mistakes: Mistakes
  typed: Record<string, string>
}

/** One thing that may be chosen, with the particulars that it asks for and what is said where they are missing. */
export type Choice = { value: string; label: string; field: string; asks: string; missing: string }

/** What may be decided about an alert instead of telling somebody. */
export const OUTCOMES: readonly Choice[] = [
  {
    value: 'no-action',
    label: 'No action is needed',
    field: 'why',
    asks: 'Why not',
    missing: 'Say why no action is needed.',
  },
  {
    value: 'downgrade',
    label: 'It is serious, not immediate',
    field: 'whyLower',
    asks: 'Why it is less urgent',
    missing: 'Say why it is less urgent.',
  },
]

/** Whether whoever was told takes the person on. */
export const REPLIES: readonly Choice[] = [
  {
    value: 'accepted',
    label: 'They accepted it',
    field: 'accepted',
    asks: 'What they will do',
    missing: 'Say what they will do.',
  },
  {
    value: 'declined',
    label: 'They declined it',
    field: 'declined',
    asks: 'Why, and who said so',
    missing: 'Say why they declined it, and who said so.',
  },
]

/** A second person's answer to what a colleague has put forward. */
export const VERDICTS: readonly Choice[] = [
  {
    value: 'agreed',
    label: 'I agree',
    field: 'agreed',
    asks: 'What you looked at',
    missing: 'Say what you looked at.',
  },
  {
    value: 'refused',
    label: 'I do not agree',
    field: 'refused',
    asks: 'Why not',
    missing: 'Say why you do not agree.',
  },
]

/** The form that fits the alert's state, or a sentence that says who may go on. */
export const Decision = (props: DecisionProps) => {
  const { signedIn, found } = props
  const { alert } = found
  if (alert.state === 'closed') return null
  if (!may(signedIn.role, 'answer-alert')) {
    return (
      <p class="govuk-body govuk-!-margin-bottom-2">
        Your role does not answer alerts. If nobody on the duty list can be reached and someone is in danger
        now, call <strong>999</strong>.
      </p>
    )
  }
  if (CLIMBING.includes(alert.state)) return <AnswerForm {...props} />
  if (alert.state === 'deciding') return <SecondPerson {...props} />
  if (alert.state === 'referred') return <ReplyForm {...props} />
  if (alert.state === 'accepted') return <CloseForm {...props} />
  return <DoneForm {...props} />
}

const ReplyForm = (props: DecisionProps) => (
  <ChoiceForm
    {...props}
    action="reply"
    legend="Do they take it on?"
    choices={REPLIES}
    button="Note the answer"
    before={
      <TextField
        name="theirReference"
        label="Their reference, for example the CAD number"
        mistakes={props.mistakes}
        value={props.typed['theirReference']}
        width="govuk-input--width-10"
      />
    }
  />
)

const AnswerForm = ({ signedIn, found }: DecisionProps) => (
  <form method="post" action={`/alerts/${found.alert.id}/answer`}>
    <Token token={signedIn.formToken} />
    <button type="submit" class="govuk-button govuk-button--warning govuk-!-margin-bottom-2">
      I am dealing with this
    </button>
  </form>
)

/** The way to the referral form comes first. At `serious` there is nothing to lower, and one person decides. */
const DoneForm = (props: DecisionProps) => {
  const isSerious = props.found.alert.level === 'serious'
  return (
    <>
      <TellSomebody {...props} />
      <ChoiceForm
        {...props}
        action="decide"
        legend="Or does nobody have to be told?"
        choices={OUTCOMES.filter(({ value }) => value !== 'downgrade' || !isSerious)}
        button="Note the decision"
      />
      {!isSerious && (
        <p class="govuk-body-s wp-quiet">
          A second person has to agree that nothing is needed, or that it is less urgent.
        </p>
      )}
    </>
  )
}

const TellSomebody = ({ found }: DecisionProps) => (
  <p class="govuk-body">
    <a class="govuk-button govuk-!-margin-bottom-2" href={`/alerts/${found.alert.id}/refer`}>
      Record whom you told
    </a>
  </p>
)

const SecondPerson = (props: DecisionProps) => {
  const { signedIn, found } = props
  const open = found.proposals.find(({ verdict }) => verdict === null)
  if (!open) return <DoneForm {...props} />
  return (
    <>
      <p class="govuk-body">
        {open.proposedByName} has put forward {sayMoment(open.proposedAt)}:{' '}
        <strong>{open.kind === 'no-action' ? 'no action is needed' : 'it is serious, not immediate'}</strong>.
        “{open.reason}”
      </p>
      {open.proposedBy === signedIn.userKey ? (
        <>
          <p class="govuk-body">Somebody else has to agree. Ask the next person on the duty list now.</p>
          <TellSomebody {...props} />
        </>
      ) : (
        <ChoiceForm {...props} action="verdict" legend="Do you agree?" choices={VERDICTS} button="Decide" />
      )}
    </>
  )
}

const CloseForm = ({ signedIn, found, mistakes, typed }: DecisionProps) => (
  <form method="post" action={`/alerts/${found.alert.id}/close`} novalidate>
    <Token token={signedIn.formToken} />
    <TextField
      name="ending"
      label="What came of it: is the person safe, or who has them in their care?"
      mistakes={mistakes}
      value={typed['ending']}
    />
    <button type="submit" class="govuk-button govuk-!-margin-bottom-2">
      Close the alert
    </button>
  </form>
)

type ChoiceFormProps = DecisionProps & {
  action: string
  legend: string
  choices: readonly Choice[]
  button: string
  /** A field above the choices. */
  before?: Child
}

/** Each answer shows its own field once it is chosen; where a browser cannot do that, all fields show. */
const ChoiceForm = (props: ChoiceFormProps) => {
  const { signedIn, found, mistakes, action, legend, choices, button, before } = props
  return (
    <form method="post" action={`/alerts/${found.alert.id}/${action}`} novalidate>
      <Token token={signedIn.formToken} />
      {before}
      <Group name="outcome" legend={legend} mistakes={mistakes}>
        <div class="govuk-radios">
          {choices.map((choice, at) => (
            <OneChoice {...props} choice={choice} id={at === 0 ? 'outcome' : `outcome-${choice.value}`} />
          ))}
        </div>
      </Group>
      <button type="submit" class="govuk-button govuk-!-margin-bottom-2">
        {button}
      </button>
    </form>
  )
}

const OneChoice = ({ choice, id, mistakes, typed }: DecisionProps & { choice: Choice; id: string }) => (
  <div class="wp-choice">
    <div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        id={id}
        name="outcome"
        type="radio"
        value={choice.value}
        checked={typed['outcome'] === choice.value}
      />
      <label class="govuk-label govuk-radios__label" for={id}>
        {choice.label}
      </label>
    </div>
    <div class="wp-choice__asks">
      <TextField name={choice.field} label={choice.asks} mistakes={mistakes} value={typed[choice.field]} />
    </div>
  </div>
)
