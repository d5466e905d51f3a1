/** Forms for a letter that is about more, or a case that is another one’s. */
import { randomUUID } from 'node:crypto'
import { ROUTES } from '../../triage/route.ts'
import { Select, TextField } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { routeName } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'

const mayChange = ({ signedIn, found }: CasePageProps): boolean =>
  may(signedIn.role, 'act') && found.caseRow.status !== 'closed' && found.caseRow.drillId === null

const Version = ({ found }: CasePageProps) => (
  <input type="hidden" name="version" value={String(found.caseRow.version)} />
)

/** A further route has its own deadline, from the receipt of the letter; a second case has its own of everything. */
export const MoreRoutes = (props: CasePageProps) => {
  const { found, mistakes, typed = {} } = props
  if (!mayChange(props)) return null
  const { route, others } = found.caseRow
  return (
    <>
      <FoldedForm
        {...props}
        summary="Add a route"
        action="routes"
        fields={['further-route', 'further-why']}
        button="Add the route"
      >
        <Select
          name="further-route"
          label="Also in this letter"
          hint="Its deadline counts from the day on which the letter came."
          mistakes={mistakes}
          value={typed['further-route'] ?? ''}
          options={[
            ['', 'Choose'],
            ...ROUTES.filter((one) => one !== route && !others.includes(one)).map(
              (one) => [one, routeName(one)] as const,
            ),
          ]}
        />
        <TextField
          name="further-why"
          label="Which words say so"
          mistakes={mistakes}
          value={typed['further-why']}
        />
      </FoldedForm>
      <FoldedForm
        {...props}
        summary="Make two cases of one letter"
        action="split"
        fields={['split-message', 'split-route', 'split-why']}
        button="Make the second case"
      >
        <Version {...props} />
        <input type="hidden" name="split-id" value={typed['split-id'] ?? randomUUID()} />
        <p class="govuk-body-s">
          The second case gets a copy of the letter, and its deadline counts from the same receipt. Nobody is
          written to.
        </p>
        {found.messages.length > 1 ? (
          <Select
            name="split-message"
            label="Which letter"
            mistakes={mistakes}
            value={typed['split-message'] ?? ''}
            options={[
              ['', 'Choose'],
              ...found.messages.map(
                ({ id, receivedAt }) => [id, `That of ${sayMoment(receivedAt)}`] as const,
              ),
            ]}
          />
        ) : (
          <input type="hidden" name="split-message" value={found.messages[0]?.id ?? ''} />
        )}
        <Select
          name="split-route"
          label="Route of the second case"
          mistakes={mistakes}
          value={typed['split-route'] ?? others[0] ?? ''}
          options={[
            ['', 'Choose'],
            ...ROUTES.filter((one) => one !== route).map((one) => [one, routeName(one)] as const),
          ]}
        />
        <TextField
          name="split-why"
          label="What the second matter is"
          mistakes={mistakes}
          value={typed['split-why']}
        />
      </FoldedForm>
    </>
  )
}

export const MergeForm = (props: CasePageProps) => {
  const { mistakes, typed = {} } = props
  if (!mayChange(props)) return null
  return (
    <FoldedForm
      {...props}
      summary="Merge this case into another"
      action="merge"
      fields={['merge-reference', 'merge-why']}
      button="Merge this case into that one"
    >
      <Version {...props} />
      <p class="govuk-body-s">
        Its letters and running deadlines go on there, and so does what is written to it from now on. What was
        noted and sent here stays here, and the two are linked.
      </p>
      <TextField
        name="merge-reference"
        label="Reference of the case that goes on"
        mistakes={mistakes}
        value={typed['merge-reference']}
        width="govuk-input--width-20"
      />
      <TextField name="merge-why" label="Why they are one" mistakes={mistakes} value={typed['merge-why']} />
    </FoldedForm>
  )
}
