import type { DutyPerson } from '../../rota/rota.ts'
import { sayPeriod } from '../../rota/say-period.ts'
import type { Shift } from '../../rota/shifts.ts'
import { Group, Select, TextField } from '../parts/controls.tsx'
import { shiftValue } from './read-cover.ts'
import { type FormProps, LayerRadios, MomentFields, RotaFormPage } from './rota-form-page.tsx'
import { layerName } from './rota-words.ts'

const REASON_HINT = 'Everybody who sees the rota reads it. “Leave” is enough: no illness and nothing private.'

/** Somebody takes the duty for a time. */
export const CoverForm = (props: FormProps & { people: readonly DutyPerson[] }) => (
  <RotaFormPage
    {...props}
    title="Note a cover"
    action="/rota/covers/new"
    button="Note the cover"
    intro={
      <p class="govuk-body">
        Somebody takes the duty for a time, whatever the rotation says. Where another cover is noted for the
        same time, the later one holds.
      </p>
    }
  >
    <LayerRadios {...props} />
    <Select
      name="person"
      label="Who takes the duty?"
      mistakes={props.mistakes}
      value={props.typed['person']}
      options={[['', 'Choose'], ...props.people.map(({ id, name }) => [id, name] as const)]}
    />
    <MomentFields {...props} name="from" legend="From" />
    <MomentFields {...props} name="to" legend="Until" />
    <TextField
      name="reason"
      label="Why?"
      hint={REASON_HINT}
      mistakes={props.mistakes}
      value={props.typed['reason']}
    />
  </RotaFormPage>
)

type SwapProps = FormProps & { mine: readonly Shift[]; theirs: readonly Shift[]; isOwn: boolean }

const shiftOptions = (shifts: readonly Shift[]) =>
  [
    ['', 'Choose'],
    ...shifts.map(
      (shift) =>
        [
          shiftValue({ ...shift, personId: shift.person.id }),
          `${shift.person.name}: ${layerName(shift.layer).toLowerCase()}, ${sayPeriod(shift)}`,
        ] as const,
    ),
  ] as const

/** Two people take each other's shifts. */
export const SwapForm = (props: SwapProps) => {
  const { mistakes, typed, mine, theirs, isOwn } = props
  return (
    <RotaFormPage
      {...props}
      title="Swap two shifts"
      action="/rota/swaps/new"
      button="Swap the shifts"
      intro={
        <p class="govuk-body">
          Each of the two takes the whole shift of the other. A shift that has begun can only be covered.
        </p>
      }
    >
      <Select
        name="mine"
        label={isOwn ? 'Which shift of yours do you give away?' : 'Which shift is given away?'}
        {...(mine.length === 0 ? { hint: 'You have no shift in the next twelve weeks.' } : {})}
        mistakes={mistakes}
        value={typed['mine']}
        options={shiftOptions(mine)}
      />
      <Select
        name="theirs"
        label={isOwn ? 'Which shift do you take for it?' : 'Which shift is taken for it?'}
        mistakes={mistakes}
        value={typed['theirs']}
        options={shiftOptions(theirs)}
      />
      <TextField name="reason" label="Why?" hint={REASON_HINT} mistakes={mistakes} value={typed['reason']} />
      <Group name="agreed" legend="Do both agree?" mistakes={mistakes}>
        <div class="govuk-checkboxes govuk-checkboxes--small">
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id="agreed"
              type="checkbox"
              name="agreed"
              value="yes"
              checked={typed['agreed'] === 'yes'}
            />
            <label class="govuk-label govuk-checkboxes__label" for="agreed">
              {isOwn ? 'I have agreed this with them' : 'Both of them have agreed to it'}
            </label>
          </div>
        </div>
      </Group>
    </RotaFormPage>
  )
}
