import type { DutyPerson } from '../../rota/rota.ts'
import { ErrorSummary, Select, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { type FormProps, MomentFields } from './rota-form-page.tsx'

type PersonProps = FormProps & {
  /** Undefined for somebody who is being added. */
  person: DutyPerson | undefined
  signIns: readonly { userKey: string; userName: string }[]
  hasFeed: boolean
}

/** How somebody is reached, what they sign in with, and when they leave. */
export const PersonPage = (props: PersonProps) => {
  const { signedIn, mistakes, typed, person } = props
  const title = person ? `Change ${person.name}` : 'Add a person'
  return (
    <Page
      title={person ? 'Change a person' : title}
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
        <h1 class="govuk-heading-l wp-break">{title}</h1>
        <form method="post" action={person ? `/rota/people/${person.id}` : '/rota/people/new'} novalidate>
          <Token token={signedIn.formToken} />
          <TextField name="name" label="Name" mistakes={mistakes} value={typed['name']} />
          <TextField
            name="email"
            label="Work email address"
            hint="Pages go there. With neither an address nor a number nobody can be reached."
            type="email"
            mistakes={mistakes}
            value={typed['email']}
          />
          <TextField
            name="phone"
            label="Mobile phone number (optional)"
            hint="For text messages, and for colleagues who ring. Everybody who sees the rota sees it."
            type="tel"
            width="govuk-input--width-20"
            mistakes={mistakes}
            value={typed['phone']}
          />
          <SignIns {...props} />
          <button type="submit" class="govuk-button">
            {person ? 'Save' : 'Add the person'}
          </button>
        </form>
        {person && <Leaving {...props} person={person} />}
        {person && props.hasFeed && <EndFeed signedIn={signedIn} person={person} />}
      </div>
    </Page>
  )
}

const SignIns = ({ mistakes, typed, signIns, person }: PersonProps) => {
  const current = typed['userKey'] ?? ''
  const known = signIns.map(({ userKey, userName }) => [userKey, userName || userKey] as const)
  const kept =
    current !== '' && !known.some(([key]) => key === current)
      ? [[current, person?.userKey === current ? 'As now' : current] as const]
      : []
  return (
    <Select
      name="userKey"
      label="Signs in as (optional)"
      hint="So that they see their own shifts and may swap them. Listed are duty officers and managers who have signed in lately."
      mistakes={mistakes}
      value={current}
      options={[['', 'Not tied to anybody who signs in'], ...known, ...kept]}
    />
  )
}

const Leaving = ({ signedIn, mistakes, typed, person }: PersonProps & { person: DutyPerson }) => (
  <section class="wp-panel" aria-labelledby="leaving">
    <h2 class="govuk-heading-m" id="leaving">
      {person.name} leaves
    </h2>
    <p class="govuk-body">
      From then on they are not on duty. Their turns become gaps until you change the rotation; their past
      stays in the history.
    </p>
    <form method="post" action={`/rota/people/${person.id}/leaves`} novalidate>
      <Token token={signedIn.formToken} />
      <MomentFields
        {...{ mistakes, typed }}
        name="leaves"
        legend="From when?"
        hint="Leave both empty where it is now."
      />
      <button type="submit" class="govuk-button govuk-button--warning govuk-!-margin-bottom-2">
        Note that they leave
      </button>
    </form>
  </section>
)

const EndFeed = ({ signedIn, person }: Pick<PersonProps, 'signedIn'> & { person: DutyPerson }) => (
  <section class="wp-panel" aria-labelledby="feed">
    <h2 class="govuk-heading-m" id="feed">
      Their calendar
    </h2>
    <form method="post" action={`/rota/people/${person.id}/calendar/end`}>
      <Token token={signedIn.formToken} />
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
        End the address of their calendar
      </button>
    </form>
  </section>
)
