/** Whom the case waits for outside the office, and when they are to be reminded. */
import type { ChaseMove } from '../../clocks/chase.ts'
import { londonDay, sayDay } from '../../clocks/days.ts'
import { Select, TextArea, TextField } from '../parts/controls.tsx'
import { partyName } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'
import type { ChaseView } from './clock-view.ts'
import { FoldedForm } from './folded-form.tsx'

export const Chases = (props: CasePageProps) => {
  const mayAct = may(props.signedIn.role, 'act') && props.found.caseRow.status !== 'closed'
  if (props.chases.length === 0 && !mayAct) return null
  return (
    <section class="wp-panel" aria-labelledby="chases-title">
      <h2 class="govuk-heading-m" id="chases-title">
        Waiting for somebody outside
      </h2>
      {props.chases.length === 0 && <p class="govuk-body">Nobody was asked for anything.</p>}
      {props.chases.map((view) => (
        <OneChase {...props} view={view} mayAct={mayAct} />
      ))}
      {mayAct && <AskForm {...props} />}
    </section>
  )
}

const MOVES: Record<ChaseMove['move'], string> = {
  asked: 'Asked',
  chased: 'Reminded',
  answered: 'They answered',
  withdrawn: 'No longer waited for',
}

const OneChase = (props: CasePageProps & { view: ChaseView; mayAct: boolean }) => {
  const { view, now, mayAct } = props
  const { chase, moves } = view
  const isDue = chase.chaseOn !== null && chase.chaseOn <= londonDay(now)
  return (
    <div class="wp-clock">
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{partyName(chase.toWhom)}</strong>: {chase.about}
      </p>
      {chase.chaseOn && (
        <p class="govuk-body govuk-!-margin-bottom-1">
          {isDue ? <span class="wp-late">Remind them now</span> : 'Remind them'}, {isDue ? 'due' : 'on'}{' '}
          {sayDay(chase.chaseOn)}.
          {chase.isLastRung && ' All reminders are used: speak to them. The deputy is told.'}
        </p>
      )}
      <ul class="govuk-list govuk-body-s">
        {moves.map(({ move, on, note, byName }) => (
          <li>
            {MOVES[move]} {sayDay(on)}, {byName}
            {note !== '' && move !== 'asked' && `: ${note}`}
          </li>
        ))}
      </ul>
      {mayAct && chase.chaseOn && <MoveForm {...props} />}
    </div>
  )
}

const MoveForm = (props: CasePageProps & { view: ChaseView }) => {
  const { view, mistakes, typed = {} } = props
  const { id } = view.chase
  const name = (field: string) => `${field}-${id}`
  return (
    <FoldedForm
      {...props}
      summary="Say what has happened"
      action={`chases/${id}`}
      fields={[name('on'), name('note')]}
      button="Write it down"
      class="wp-small-details"
    >
      <Select
        name={name('move')}
        label="What has happened"
        value={typed[name('move')] ?? 'chased'}
        options={[
          ['chased', 'They were reminded'],
          ['answered', 'They answered'],
          ['withdrawn', 'Nothing is waited for any more'],
        ]}
      />
      <TextField
        name={name('on')}
        label="Day"
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed[name('on')]}
      />
      <TextArea
        name={name('note')}
        label="What they said, or how they were reminded"
        rows={2}
        mistakes={mistakes}
        value={typed[name('note')]}
      />
    </FoldedForm>
  )
}

const AskForm = (props: CasePageProps) => {
  const { signedIn, mistakes, typed = {} } = props
  return (
    <FoldedForm
      {...props}
      summary="Somebody outside was asked for something"
      action="chases"
      fields={['asked-on', 'asked-about']}
      button="Wait for their answer"
      class="govuk-!-margin-bottom-0"
    >
      <Select
        name="asked-whom"
        label="Who"
        value={typed['asked-whom'] ?? 'force'}
        options={[
          ['force', signedIn.office.force.name],
          ['iopc', 'The IOPC'],
          ['other', 'Somebody else'],
        ]}
      />
      <TextArea
        name="asked-about"
        label="What they were asked for"
        hint="No more than you need to know it again."
        rows={2}
        mistakes={mistakes}
        value={typed['asked-about']}
      />
      <TextField
        name="asked-on"
        label="Day on which they were asked"
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['asked-on']}
      />
    </FoldedForm>
  )
}
