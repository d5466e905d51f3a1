/** Small pieces that pages share: tags, fields, the error summary. */
import type { Child } from 'hono/jsx'
import type { RiskLevel } from '../../triage/risk.ts'
import { levelName } from './words.ts'

/** The level in words; its colour only helps the eye. `No rule matched` is plain, so that the others stand out. */
export const LevelTag = ({ level }: { level: RiskLevel }) =>
  level === 'none' ? (
    <span class="wp-quiet wp-unbroken">{levelName(level)}</span>
  ) : (
    <strong class={`govuk-tag wp-level wp-level--${level}`}>{levelName(level)}</strong>
  )

/** Beside the reference of what is only a practice. */
export const DrillTag = () => (
  <>
    {' '}
    <strong class="govuk-tag govuk-tag--purple">Drill</strong>
  </>
)

/** Mistakes in a form: field name to sentence. */
export type Mistakes = Readonly<Record<string, string>>

export const hasMistakes = (mistakes: Mistakes): boolean => Object.keys(mistakes).length > 0

/** The mistake of the first field that is longer than that many characters; undefined where none is. */
export function tooLong(form: Readonly<Record<string, string>>, longest: number): Mistakes | undefined {
  const [name] = Object.entries(form).find(([, value]) => value.length > longest) ?? []
  return name === undefined
    ? undefined
    : { [name]: `Use at most ${longest.toLocaleString('en-GB')} characters.` }
}

export const ErrorSummary = ({ mistakes }: { mistakes: Mistakes }) =>
  Object.keys(mistakes).length === 0 ? null : (
    <div class="govuk-error-summary" role="alert" aria-labelledby="error-title">
      <h2 class="govuk-error-summary__title" id="error-title">
        There is a problem
      </h2>
      <ul class="govuk-list govuk-error-summary__list">
        {Object.entries(mistakes).map(([field, sentence]) => (
          <li>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )

type FieldProps = {
  /** Also the id of the control. */
  name: string
  label: string
  hint?: string | undefined
  mistakes?: Mistakes | undefined
  children?: Child
}

/** Label, hint and mistake around one control, which is tied to them by id. */
export const Field = ({ name, label, hint, mistakes = {}, children }: FieldProps) => (
  <div class={`govuk-form-group${mistakes[name] ? ' govuk-form-group--error' : ''}`}>
    <label class="govuk-label" for={name}>
      {label}
    </label>
    {hint && (
      <div id={`${name}-hint`} class="govuk-hint">
        {hint}
      </div>
    )}
    {mistakes[name] && (
      <p id={`${name}-error`} class="govuk-error-message">
        <span class="govuk-visually-hidden">Error:</span> {mistakes[name]}
      </p>
    )}
    {children}
  </div>
)

const described = (name: string, hint: boolean, mistakes: Mistakes): string | undefined =>
  [...(hint ? [`${name}-hint`] : []), ...(mistakes[name] ? [`${name}-error`] : [])].join(' ') || undefined

type GroupProps = { id?: string; name: string; legend: string; mistakes: Mistakes; children?: Child }

/** Choices under one question, with its mistake above them. `name` is the field that the mistake is of. */
export const Group = ({ id, name, legend, mistakes, children }: GroupProps) => (
  <div class={`govuk-form-group${mistakes[name] ? ' govuk-form-group--error' : ''}`}>
    <fieldset class="govuk-fieldset" id={id} aria-describedby={mistakes[name] ? `${name}-error` : undefined}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
      {mistakes[name] && (
        <p id={`${name}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {mistakes[name]}
        </p>
      )}
      {children}
    </fieldset>
  </div>
)

type TextProps = FieldProps & {
  value?: string | undefined
  type?: string
  width?: string
  autocomplete?: string
}

export const TextField = ({
  value,
  type = 'text',
  width = '',
  autocomplete = 'off',
  ...field
}: TextProps) => (
  <Field {...field}>
    <input
      class={`govuk-input ${width}`}
      id={field.name}
      name={field.name}
      type={type}
      value={value ?? ''}
      autocomplete={autocomplete}
      aria-describedby={described(field.name, field.hint !== undefined, field.mistakes ?? {})}
    />
  </Field>
)

export const TextArea = ({
  value,
  rows = 4,
  shortcut,
  ...field
}: FieldProps & {
  value?: string | undefined
  rows?: number
  /** The key of the keyboard that leads here (shortcuts.ts). */
  shortcut?: string
}) => (
  <Field {...field}>
    <textarea
      class="govuk-textarea"
      id={field.name}
      name={field.name}
      rows={rows}
      data-key={shortcut}
      aria-describedby={described(field.name, field.hint !== undefined, field.mistakes ?? {})}
    >
      {value ?? ''}
    </textarea>
  </Field>
)

type SelectProps = FieldProps & {
  value?: string | undefined
  options: readonly (readonly [string, string])[]
}

export const Select = ({ value, options, ...field }: SelectProps) => (
  <Field {...field}>
    <select
      class="govuk-select"
      id={field.name}
      name={field.name}
      aria-describedby={described(field.name, field.hint !== undefined, field.mistakes ?? {})}
    >
      {options.map(([key, name]) => (
        <option value={key} selected={key === value}>
          {name}
        </option>
      ))}
    </select>
  </Field>
)

export const Token = ({ token }: { token: string }) => <input type="hidden" name="token" value={token} />

/** A form as texts, with blanks trimmed at both ends. */
export async function readForm(request: {
  parseBody(): Promise<Record<string, unknown>>
}): Promise<Record<string, string>> {
  const body = await request.parseBody()
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.trim().replace(/\r\n/g, '\n') : '',
    ]),
  )
}
