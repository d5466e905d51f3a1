/** The templates of the office, each as it is in force, with the version that waits for a second person. */
import { FIELDS, type Template } from '../../replies/template.ts'
import type { TemplateVersion } from '../../replies/templates.ts'
import { ROUTES } from '../../triage/route.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Folded } from '../parts/folded.tsx'
import { Page } from '../parts/layout.tsx'
import { routeName, sayList } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

export type TemplatesPageProps = {
  signedIn: SignedIn
  templates: readonly Template[]
  versions: readonly TemplateVersion[]
  mistakes: Mistakes
  typed: Record<string, string>
}

export const TemplatesPage = (props: TemplatesPageProps) => {
  const { signedIn, templates, versions, mistakes } = props
  const waiting = versions.filter(({ state }) => state === 'asked')
  return (
    <Page title="Templates" signedIn={signedIn} at="/templates" hasErrors={Object.keys(mistakes).length > 0}>
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Templates</h1>
      <p class="govuk-body wp-measure">
        What letters can begin with. A changed template is used once a second person has agreed; letters that
        were sent keep the version that they were made of.
      </p>
      {waiting.length > 0 && <h2 class="govuk-heading-m">Waiting for a second person</h2>}
      {waiting.map((version) => (
        <Waiting {...props} version={version} />
      ))}
      <h2 class="govuk-heading-m">In force</h2>
      {templates.map((template) => (
        <InForce {...props} template={template} />
      ))}
      {may(signedIn.role, 'edit-templates') && (
        <Folded
          {...{ signedIn, mistakes }}
          summary="Write a new template"
          action="/templates"
          fields={['key-new', 'name-new', 'subject-new', 'text-new']}
          button="Ask for it"
        >
          <TextField
            name="key-new"
            label="Short name"
            hint="Small letters, digits and dashes, such as lost-property."
            mistakes={mistakes}
            value={props.typed['key-new']}
          />
          <Fields {...props} suffix="new" />
        </Folded>
      )}
    </Page>
  )
}

const Waiting = ({ signedIn, version, mistakes }: TemplatesPageProps & { version: TemplateVersion }) => {
  const isMine = version.askedBy === signedIn.userKey
  const decisions = isMine
    ? ([['withdraw', 'Take it back']] as const)
    : may(signedIn.role, 'agree-templates')
      ? ([
          ['agree', 'Agree'],
          ['refuse', 'Refuse'],
        ] as const)
      : []
  return (
    <section class="wp-parked" aria-labelledby={`asked-${version.id}`}>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={`asked-${version.id}`}>
        {version.name}, version {version.version}
      </h3>
      <p class="govuk-body-s">
        {version.askedByName}, {sayMoment(version.askedAt)}. {sayRoutes(version.routes)}
      </p>
      <Words {...version} />
      {mistakes[version.id] && (
        <p class="govuk-error-message" id={version.id}>
          {mistakes[version.id]}
        </p>
      )}
      <form method="post" action={`/templates/${version.id}/decide`}>
        <Token token={signedIn.formToken} />
        <div class="govuk-button-group">
          {decisions.map(([value, label]) => (
            <button
              type="submit"
              name="decision"
              value={value}
              class={`govuk-button${value === 'agree' ? '' : ' govuk-button--secondary'}`}
            >
              {label}
              <span class="govuk-visually-hidden"> {version.name}</span>
            </button>
          ))}
        </div>
      </form>
    </section>
  )
}

const InForce = (props: TemplatesPageProps & { template: Template }) => {
  const { signedIn, template, mistakes } = props
  const { key } = template
  return (
    <section class="wp-panel" aria-labelledby={`template-${key}`}>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={`template-${key}`}>
        {template.name}
      </h3>
      <p class="govuk-body-s">
        {template.version === 0 ? 'As it came with the service.' : `Version ${template.version}.`}{' '}
        {sayRoutes(template.routes)}
      </p>
      <Words {...template} />
      {may(signedIn.role, 'edit-templates') && (
        <Folded
          {...{ signedIn, mistakes }}
          summary={`Change “${template.name}”`}
          action="/templates"
          fields={[`name-${key}`, `subject-${key}`, `text-${key}`, `routes-${key}`]}
          button="Ask for the new version"
        >
          <input type="hidden" name="key" value={key} />
          <Fields {...props} suffix={key} template={template} />
        </Folded>
      )}
    </section>
  )
}

const Words = ({ subject, text }: { subject: string; text: string }) => (
  <>
    <p class="govuk-body-s govuk-!-margin-bottom-1">
      <strong>{subject}</strong>
    </p>
    <div class="wp-sent govuk-!-margin-bottom-3">{text}</div>
  </>
)

const Fields = ({
  suffix,
  template,
  mistakes,
  typed,
}: TemplatesPageProps & { suffix: string; template?: Template }) => (
  <>
    <TextField
      name={`name-${suffix}`}
      label="What it is for"
      mistakes={mistakes}
      value={typed[`name-${suffix}`] ?? template?.name}
    />
    <Select
      name={`routes-${suffix}`}
      label="Route"
      hint="It is offered first where a case has this route."
      mistakes={mistakes}
      value={typed[`routes-${suffix}`] ?? template?.routes[0] ?? ''}
      options={[['', 'Every route'], ...ROUTES.map((route) => [route, routeName(route)] as const)]}
    />
    <TextField
      name={`subject-${suffix}`}
      label="Subject"
      mistakes={mistakes}
      value={typed[`subject-${suffix}`] ?? template?.subject}
    />
    <TextArea
      name={`text-${suffix}`}
      label="Letter"
      hint={`Filled in by themselves: ${FIELDS.map((field) => `{${field}}`).join(', ')}. What a person has to write stands in square brackets and ends with “here”.`}
      rows={12}
      mistakes={mistakes}
      value={typed[`text-${suffix}`] ?? template?.text}
    />
  </>
)

const sayRoutes = (routes: readonly string[]): string =>
  routes.length === 0
    ? 'For every route.'
    : `For: ${sayList(ROUTES.filter((route) => routes.includes(route)).map(routeName))}.`
