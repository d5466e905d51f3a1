/** The form for what was told to somebody outside: filled in after the call, item by item. */
import type { Standing } from '../../cases/find-special.ts'
import type { Ground } from '../../offices/grounds.ts'
import type { TellableItem } from '../../referrals/items.ts'
import { type OfferedGround, RECEIVERS, sayReceiver } from '../../referrals/receivers.ts'
import { ContactBanner } from '../parts/contact-banner.tsx'
import { ErrorSummary, Group, type Mistakes, TextArea, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { sayList } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

export type ReferralFormProps = {
  signedIn: SignedIn
  alertId: string
  reference: string
  items: readonly TellableItem[]
  grounds: readonly OfferedGround[]
  /** What stands against answering the writer. */
  standing: Standing
  mistakes: Mistakes
  /** What was typed; undefined at the first showing, when the flagged words are chosen. */
  typed: Record<string, string> | undefined
}

export const CHANNELS = [
  ['phone', 'By telephone'],
  ['in-person', 'In person'],
  ['online', 'By their online form, because nobody is in danger now'],
] as const

export const CONSENTS = [
  ['not-asked', 'No: asking was not safe or not possible'],
  ['given', 'Yes, and they agreed'],
  ['refused', 'Yes, and they did not agree'],
] as const

export const TOLD = [
  ['not-told', 'No'],
  ['told', 'Yes'],
] as const

/** Asks for the call first, because it comes first: no email is ever the emergency channel. */
export const ReferralForm = (props: ReferralFormProps) => {
  const { signedIn, alertId, reference, mistakes, typed = {}, items } = props
  return (
    <Page
      title={`Tell somebody about ${reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href={`/alerts/${alertId}`}>
          Back to the alert
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l">Whom did you tell about {reference}?</h1>
      <p class="govuk-body">
        <strong>Call first, then fill this in.</strong> Tell no more than they need. Nothing is sent from
        here.
      </p>
      <ContactBanner {...props.standing} />
      <form method="post" action={`/alerts/${alertId}/refer`} novalidate class="wp-form">
        <Token token={signedIn.formToken} />
        <Options
          {...{ name: 'to', legend: 'Whom did you tell?', mistakes, typed }}
          options={RECEIVERS.map((one) => [one.id, sayReceiver(one, signedIn.office.force.name), one.hint])}
        />
        <TextField
          name="contact"
          label="Who there? Their name, number or desk"
          mistakes={mistakes}
          value={typed['contact']}
        />
        <Options {...{ name: 'channel', legend: 'How?', mistakes, typed }} options={CHANNELS} />
        <Items items={items} typed={props.typed} mistakes={mistakes} />
        <TextArea
          name="more"
          label="What else you told them, in your words"
          hint="For example what you know of earlier letters."
          mistakes={mistakes}
          value={typed['more']}
        />
        <TextField name="person" label="Who may be at risk?" mistakes={mistakes} value={typed['person']} />
        <TextField name="from" label="From whom or what?" mistakes={mistakes} value={typed['from']} />
        <TextField name="need" label="Why did they need to know?" mistakes={mistakes} value={typed['need']} />
        <TextField
          name="heldBack"
          label="What did you keep back, and why?"
          hint="For example: the complaint itself, because it does not help to find her."
          mistakes={mistakes}
          value={typed['heldBack']}
        />
        <Options
          {...{ name: 'ground', legend: 'On what ground?', mistakes, typed }}
          options={props.grounds.map(({ ground, onlyFor }) => [
            ground.id,
            ground.says,
            `${onlyFor ? `Only where you told ${sayList(onlyFor)}. ` : ''}${groundArticles(ground)}`,
          ])}
        />
        <Options
          {...{ name: 'consent', legend: 'Was the person asked for their consent?', mistakes, typed }}
          options={CONSENTS}
        />
        <TextField
          name="consentWhy"
          label="How did they say so, or why were they not asked?"
          mistakes={mistakes}
          value={typed['consentWhy']}
        />
        <Options
          {...{ name: 'toldPerson', legend: 'Does the person know that you told?', mistakes, typed }}
          options={TOLD}
        />
        <TextField
          name="toldPersonWhy"
          label="How were they told, or why not?"
          mistakes={mistakes}
          value={typed['toldPersonWhy']}
        />
        <button type="submit" class="govuk-button">
          Record what was told
        </button>
      </form>
    </Page>
  )
}

/** The articles and Acts of a ground, in one line. */
export const groundArticles = ({ article6, article9, article10 }: Ground): string =>
  [`UK GDPR Article ${article6}`, article9 && `Article ${article9}`, article10 && `Article 10: ${article10}`]
    .filter(Boolean)
    .join('; ')

type OptionsProps = {
  name: string
  legend: string
  mistakes: Mistakes
  typed: Record<string, string>
  options: readonly (readonly [value: string, label: string, hint?: string])[]
}

const Options = ({ name, legend, mistakes, typed, options }: OptionsProps) => (
  <Group name={name} legend={legend} mistakes={mistakes}>
    <div class="govuk-radios govuk-radios--small">
      {options.map(([value, label, hint], at) => {
        const id = at === 0 ? name : `${name}-${value}`
        return (
          <div class="govuk-radios__item">
            <input
              class="govuk-radios__input"
              type="radio"
              id={id}
              name={name}
              value={value}
              checked={typed[name] === value}
              aria-describedby={hint ? `${id}-hint` : undefined}
            />
            <label class="govuk-label govuk-radios__label" for={id}>
              {label}
            </label>
            {hint && (
              <div id={`${id}-hint`} class="govuk-hint govuk-radios__hint">
                {hint}
              </div>
            )}
          </div>
        )
      })}
    </div>
  </Group>
)

type ItemsProps = {
  items: readonly TellableItem[]
  typed: Record<string, string> | undefined
  mistakes: Mistakes
}

const Items = ({ items, typed, mistakes }: ItemsProps) => (
  <Group id="items" name="items" legend="What did you tell them?" mistakes={mistakes}>
    <div class="govuk-checkboxes govuk-checkboxes--small">
      {items.map(({ id, what, words, isChosen }) => (
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            type="checkbox"
            id={`item-${id}`}
            name={`item-${id}`}
            value="yes"
            checked={typed ? typed[`item-${id}`] === 'yes' : isChosen}
          />
          <label class="govuk-label govuk-checkboxes__label" for={`item-${id}`}>
            <span class="wp-quiet">{what}:</span> {words}
          </label>
        </div>
      ))}
    </div>
    {items.length === 0 && <p class="govuk-body">No words were marked. Say below what you told them.</p>}
  </Group>
)
