import type { DutyPerson } from '../../rota/rota.ts'
import { Group, Select, TextField } from '../parts/controls.tsx'
import { MOST_TURNS } from './read-rotation.ts'
import { WEEKDAYS } from './rota-fields.ts'
import { type FormProps, LayerRadios, MomentFields, Radios, RotaFormPage } from './rota-form-page.tsx'

type RotationProps = FormProps & { people: readonly DutyPerson[]; calendarEndsOn: string }

const nameOptions = (people: readonly DutyPerson[], none: string) =>
  [['', none], ...people.map(({ id, name }) => [id, name] as const)] as const

/** Weekly turns: who in which order, when they hand over, at which hours, and on bank holidays. */
export const RotationForm = (props: RotationProps) => {
  const { mistakes, typed, people } = props
  return (
    <RotaFormPage
      {...props}
      title="Add a rotation"
      action="/rota/rotations/new"
      button="Add the rotation"
      intro={
        <p class="govuk-body">
          A rotation that holds all the time takes the place of the one before it. One with hours stands
          beside it and holds in its hours.
        </p>
      }
    >
      <LayerRadios {...props} />
      <Group name="turn-1" legend="Who takes turns, in which order?" mistakes={mistakes}>
        <p class="govuk-hint">Each has it for a week; then the next. After the last it begins again.</p>
        <ol class="govuk-list wp-turns">
          {Array.from({ length: MOST_TURNS }, (_, at) => (
            <li>
              <label class="govuk-label" for={`turn-${at + 1}`}>
                Turn {at + 1}
              </label>
              <select class="govuk-select" id={`turn-${at + 1}`} name={`turn-${at + 1}`}>
                {nameOptions(people, '–').map(([id, name]) => (
                  <option value={id} selected={id === (typed[`turn-${at + 1}`] ?? '')}>
                    {name}
                  </option>
                ))}
              </select>
            </li>
          ))}
        </ol>
      </Group>
      <TextField
        name="startsOn"
        label="First day"
        hint="It begins on that day at the time of the hand-over. A day that is past only sets whose turn it is now."
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['startsOn']}
      />
      <div class="wp-moment">
        <Select
          name="weekday"
          label="Hand-over on"
          mistakes={mistakes}
          value={typed['weekday'] ?? '1'}
          options={WEEKDAYS.map((name, at) => [String(at + 1), name] as const)}
        />
        <TextField
          name="time"
          label="at (London time)"
          type="time"
          width="govuk-input--width-5"
          mistakes={mistakes}
          value={typed['time'] ?? '09:00'}
        />
      </div>
      <Hours {...props} />
      <BankHolidays {...props} />
    </RotaFormPage>
  )
}

const Hours = ({ mistakes, typed }: RotationProps) => (
  <>
    <Group name="when" legend="When does it hold?" mistakes={mistakes}>
      <Radios
        name="when"
        value={typed['when'] ?? 'always'}
        choices={[
          ['always', 'All the time'],
          ['hours', 'Only at these hours'],
        ]}
      />
    </Group>
    <div class="wp-only-hours">
      <Group name="on-1" legend="Hours that begin on" mistakes={mistakes}>
        <div class="govuk-checkboxes govuk-checkboxes--small wp-weekdays">
          {WEEKDAYS.map((name, at) => (
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                id={`on-${at + 1}`}
                type="checkbox"
                name={`on-${at + 1}`}
                value="yes"
                checked={typed[`on-${at + 1}`] === 'yes'}
              />
              <label class="govuk-label govuk-checkboxes__label" for={`on-${at + 1}`}>
                {name}
              </label>
            </div>
          ))}
        </div>
      </Group>
      <p class="govuk-hint">An end that is not later than the beginning is on the next day.</p>
      <div class="wp-moment">
        {(
          [
            ['hoursFrom', 'From'],
            ['hoursTo', 'To'],
          ] as const
        ).map(([name, label]) => (
          <TextField
            name={name}
            label={label}
            type="time"
            width="govuk-input--width-5"
            mistakes={mistakes}
            value={typed[name]}
          />
        ))}
      </div>
    </div>
  </>
)

const BankHolidays = ({ mistakes, typed, people, calendarEndsOn }: RotationProps) => (
  <>
    <Group name="bankHolidays" legend="On bank holidays" mistakes={mistakes}>
      <p class="govuk-hint">Those of the office’s calendar, which goes to {calendarEndsOn}.</p>
      <Radios
        name="bankHolidays"
        value={typed['bankHolidays'] ?? 'as-usual'}
        choices={[
          ['as-usual', 'Whoever has the week'],
          ['person', 'Always the same person'],
          ['rests', 'It rests: another rotation or a cover has to hold'],
        ]}
      />
    </Group>
    <Select
      name="bankHolidayPerson"
      label="Who is on duty on bank holidays?"
      hint="Only where it is always the same person."
      mistakes={mistakes}
      value={typed['bankHolidayPerson']}
      options={nameOptions(people, 'Nobody in particular')}
    />
  </>
)

/** Ends a rotation. What comes after it is a gap unless another holds. */
export const EndRotationForm = (props: FormProps & { id: string; says: readonly string[] }) => (
  <RotaFormPage
    {...props}
    title="End a rotation"
    action={`/rota/rotations/${props.id}/end`}
    button="End the rotation"
    intro={
      <>
        <p class="govuk-body wp-break">{props.says.join(' ')}</p>
        <p class="govuk-body">
          Where no other rotation holds afterwards, nobody is on duty, and the rota says so.
        </p>
      </>
    }
  >
    <MomentFields {...props} name="ends" legend="When does it end?" hint="Leave both empty to end it now." />
  </RotaFormPage>
)
