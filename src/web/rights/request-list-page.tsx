/** Requests about data: of the office, and of one case with what else is done there about rights. */
import type { UseRestriction } from '../../cases/find-special.ts'
import { londonDay } from '../../clocks/days.ts'
import type { rectifications } from '../../db/schema.ts'
import type { RightsLaw } from '../../offices/rights-law.ts'
import type { ListedRequest } from '../../rights/find-request.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField } from '../parts/controls.tsx'
import { dayWithoutWeekday, sayMoment, untilDay } from '../parts/dates.ts'
import { Folded } from '../parts/folded.tsx'
import { Page } from '../parts/layout.tsx'
import { DataPlaces } from '../parts/places.tsx'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { RIGHT_NAMES, rightName } from './rights-words.ts'

type ListProps = { signedIn: SignedIn; requests: readonly ListedRequest[]; now: Date }

export const RequestListPage = ({ signedIn, requests, now }: ListProps) => (
  <Page title="Requests about data" signedIn={signedIn} at="/rights">
    <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Requests about data</h1>
    <DataPlaces at="/rights" role={signedIn.role} />
    <p class="govuk-body wp-measure govuk-!-margin-top-3">
      A request is opened in the case in which it came, under “Rights over data”.
    </p>
    <Requests {...{ requests, now }} withReference />
  </Page>
)

const Requests = ({
  requests,
  now,
  withReference = false,
}: Pick<ListProps, 'requests' | 'now'> & { withReference?: boolean }) =>
  requests.length === 0 ? (
    <p class="govuk-body wp-empty">There is none.</p>
  ) : (
    <ul class="govuk-list wp-contact-list">
      {requests.map(({ row, reference, dueOn, stoppedAt }) => (
        <li class="wp-contact-list__one">
          {withReference && (
            <>
              <a class="govuk-link wp-reference" href={`/cases/${reference}/rights`}>
                {reference}
              </a>
              {': '}
            </>
          )}
          <a class="govuk-link" href={`/rights/${row.id}`}>
            {rightName(row.right)}
          </a>
          <span class="wp-under">
            {row.closedAt
              ? `Answered ${sayMoment(row.closedAt)}`
              : dueOn && !stoppedAt
                ? `Due ${dayWithoutWeekday(dueOn)}, ${untilDay(dueOn, now)}`
                : 'No day now: look at its deadline'}
          </span>
        </li>
      ))}
    </ul>
  )

export type CaseRightsProps = ListProps & {
  reference: string
  law: RightsLaw
  notUsed: readonly UseRestriction[]
  corrections: readonly (typeof rectifications.$inferSelect)[]
  letters: readonly { id: string; name: string }[]
  mistakes: Mistakes
  typed: Record<string, string>
}

export const CaseRightsPage = (props: CaseRightsProps) => {
  const { signedIn, reference, requests, now, mistakes, typed, notUsed, corrections } = props
  const mayHandle = may(signedIn.role, 'handle-rights')
  return (
    <Page
      title={`Rights over data in ${reference}`}
      signedIn={signedIn}
      hasErrors={Object.keys(mistakes).length > 0}
      before={
        <a class="govuk-back-link" href={`/cases/${reference}`}>
          Back to the case
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Rights over data in {reference}</h1>
      <h2 class="govuk-heading-m">What the person asked for</h2>
      <Requests {...{ requests, now }} />
      {mayHandle && (
        <Folded
          {...{ signedIn, mistakes }}
          summary="Open a request"
          action={`/cases/${reference}/rights`}
          fields={['right', 'about-whom']}
          button="Open it with its deadline"
        >
          <Select
            name="right"
            label="What do they ask for?"
            hint="They need not name a law, and may say it wrongly."
            mistakes={mistakes}
            value={typed['right'] ?? ''}
            options={[['', 'Choose'], ...RIGHT_NAMES]}
          />
          <TextField
            name="about-whom"
            label="Whose data, and how sure are we who they are?"
            mistakes={mistakes}
            value={typed['about-whom']}
          />
        </Folded>
      )}
      <h2 class="govuk-heading-m govuk-!-margin-top-6">Kept and not used</h2>
      {notUsed.length === 0 ? (
        <p class="govuk-body wp-empty">The use of this case is not restricted.</p>
      ) : (
        notUsed.map((one) => <Restricted {...props} one={one} />)
      )}
      {mayHandle && notUsed.length === 0 && <RestrictForm {...props} />}
      <h2 class="govuk-heading-m govuk-!-margin-top-6">Put right beside the original</h2>
      {corrections.length === 0 && <p class="govuk-body wp-empty">Nothing is noted.</p>}
      {corrections.map((one) => (
        <p class="govuk-body wp-break">
          <strong>Wrong:</strong> {one.wrong} <strong>Right:</strong> {one.right}
          <span class="wp-under">
            {one.source} Noted by {one.notedByName}, {sayMoment(one.notedAt)}.
          </span>
        </p>
      ))}
      {mayHandle && <RectifyForm {...props} />}
    </Page>
  )
}

const Restricted = (props: CaseRightsProps & { one: UseRestriction }) => {
  const { signedIn, reference, one, now, mistakes, typed, law } = props
  const basis = law.decisions.find(({ id }) => id === one.law)
  return (
    <>
      <p class="govuk-body wp-break">
        <strong>Restricted.</strong> {one.reason}
        <span class="wp-under">
          {basis && `${basis.says} (${basis.law}). `}By {one.setByName}, {sayMoment(one.setAt)}.
        </span>
      </p>
      {may(signedIn.role, 'handle-rights') && (
        <Folded
          {...{ signedIn, mistakes }}
          summary="End the restriction"
          action={`/cases/${reference}/rights/restrictions/${one.id}/end`}
          fields={['told-on', 'end-why']}
          button="End it"
        >
          <TextField
            name="told-on"
            label="On what day was the person told that it ends?"
            hint="They are told before it ends (UK GDPR Art 18(3))."
            type="date"
            width="govuk-input--width-10"
            mistakes={mistakes}
            value={typed['told-on'] ?? londonDay(now)}
          />
          <TextField name="end-why" label="Why it ends" mistakes={mistakes} value={typed['end-why']} />
        </Folded>
      )}
    </>
  )
}

const RestrictForm = ({ signedIn, reference, law, mistakes, typed }: CaseRightsProps) => (
  <Folded
    {...{ signedIn, mistakes }}
    summary="Restrict the use of this case"
    action={`/cases/${reference}/rights/restrictions`}
    fields={['restrict-law', 'restrict-why']}
    button="Restrict it"
  >
    <Select
      name="restrict-law"
      label="On what ground?"
      mistakes={mistakes}
      value={typed['restrict-law'] ?? ''}
      options={[
        ['', 'Choose'],
        ...law.decisions
          .filter(({ right, outcome }) => right === 'restriction' && outcome === 'allowed')
          .map(({ id, says }) => [id, says] as const),
      ]}
    />
    <TextField name="restrict-why" label="Why" mistakes={mistakes} value={typed['restrict-why']} />
  </Folded>
)

const RectifyForm = ({ signedIn, reference, letters, mistakes, typed }: CaseRightsProps) => (
  <Folded
    {...{ signedIn, mistakes }}
    summary="Note what is wrong and what is right"
    action={`/cases/${reference}/rights/corrections`}
    fields={['wrong', 'correct', 'source', 'letter']}
    button="Note it"
  >
    <p class="govuk-body-s">The original stays as it came. The note stands beside it, on the case too.</p>
    <Select
      name="letter"
      label="Beside what?"
      mistakes={mistakes}
      value={typed['letter'] ?? ''}
      options={[['', 'The case as a whole'], ...letters.map(({ id, name }) => [id, name] as const)]}
    />
    <TextArea name="wrong" label="What is wrong?" rows={2} mistakes={mistakes} value={typed['wrong']} />
    <TextArea name="correct" label="What is right?" rows={2} mistakes={mistakes} value={typed['correct']} />
    <TextField
      name="source"
      label="How do we know? Or is it the person’s own statement?"
      mistakes={mistakes}
      value={typed['source']}
    />
  </Folded>
)
