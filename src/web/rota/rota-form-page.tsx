import type { Child } from 'hono/jsx'
import { ErrorSummary, Group, type Mistakes, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import type { SignedIn } from '../web-deps.ts'

export type FormProps = { signedIn: SignedIn; mistakes: Mistakes; typed: Readonly<Record<string, string>> }

type Shell = FormProps & { title: string; action: string; button: string; intro?: Child; children?: Child }

/** One form of the duty rota on a page of its own, with its mistakes on top. */
export const RotaFormPage = ({ signedIn, mistakes, title, action, button, intro, children }: Shell) => (
  <Page
    title={title}
    signedIn={signedIn}
    hasErrors={Object.keys(mistakes).length > 0}
    before={
      <a class="govuk-back-link" href="/rota">
        Back to the duty rota
      </a>
    }
  >
    <div class="wp-measure">
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l">{title}</h1>
      {intro}
      <form method="post" action={action} novalidate>
        <Token token={signedIn.formToken} />
        {children}
        <button type="submit" class="govuk-button">
          {button}
        </button>
      </form>
    </div>
  </Page>
)

type MomentProps = Pick<FormProps, 'mistakes' | 'typed'> & { name: string; legend: string; hint?: string }

/** A day and a time on the clocks of London. */
export const MomentFields = ({ name, legend, hint, mistakes, typed }: MomentProps) => (
  <fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
    {hint && <p class="govuk-hint">{hint}</p>}
    <div class="wp-moment">
      <TextField
        name={`${name}Day`}
        label="Day"
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed[`${name}Day`]}
      />
      <TextField
        name={`${name}Time`}
        label="Time in London"
        type="time"
        width="govuk-input--width-5"
        mistakes={mistakes}
        value={typed[`${name}Time`]}
      />
    </div>
  </fieldset>
)

type RadioProps = {
  name: string
  choices: readonly (readonly [value: string, label: string])[]
  value: string | undefined
}

/** The first has the id of the field, so that the summary of mistakes can lead there. */
export const Radios = ({ name, choices, value }: RadioProps) => (
  <div class="govuk-radios govuk-radios--small">
    {choices.map(([one, label], at) => (
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          id={at === 0 ? name : `${name}-${one}`}
          type="radio"
          name={name}
          value={one}
          checked={value === one}
        />
        <label class="govuk-label govuk-radios__label" for={at === 0 ? name : `${name}-${one}`}>
          {label}
        </label>
      </div>
    ))}
  </div>
)

/** Which duty it is about. */
export const LayerRadios = ({ mistakes, typed }: Pick<FormProps, 'mistakes' | 'typed'>) => (
  <Group name="layer" legend="Which duty?" mistakes={mistakes}>
    <Radios
      name="layer"
      value={typed['layer']}
      choices={[
        ['primary', 'Primary: told first'],
        ['secondary', 'Secondary: told where primary does not answer'],
      ]}
    />
  </Group>
)
