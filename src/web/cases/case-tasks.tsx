/** What only a person can do about a case: shown above the letters, done with a name. */
import type { FoundCase } from '../../cases/find-case.ts'
import { TextArea, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { taskName } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'

type Task = FoundCase['tasks'][number]

export const OpenTasks = (props: CasePageProps) => (
  <>
    {props.found.tasks
      .filter(({ doneAt }) => doneAt === null)
      .map((task) => (
        <OpenTask {...props} task={task} />
      ))}
  </>
)

const OpenTask = ({ signedIn, found, task, mistakes = {}, typed = {} }: CasePageProps & { task: Task }) => {
  const field = `done-${task.id}`
  return (
    <section class="wp-parked" aria-labelledby={`task-${task.id}`}>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1" id={`task-${task.id}`}>
        Task: {taskName(task.kind)}
      </h2>
      <p class="govuk-body govuk-!-margin-bottom-2">
        {task.because} <span class="wp-quiet">Since {sayMoment(task.openedAt)}.</span>
      </p>
      {may(signedIn.role, 'act') && (
        <details class="govuk-details wp-small-details" open={mistakes[field] !== undefined}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Say that it is done</span>
          </summary>
          <form method="post" action={`/cases/${found.caseRow.reference}/tasks/${task.id}`} novalidate>
            <Token token={signedIn.formToken} />
            <TextArea
              name={field}
              label="What did you do?"
              hint={`Your name, ${signedIn.userName}, is written beside it.`}
              rows={2}
              mistakes={mistakes}
              value={typed[field]}
            />
            <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
              The task is done
            </button>
          </form>
        </details>
      )}
    </section>
  )
}

/** The tasks that people did, with their names; nothing where there were none. */
export const DoneTasks = ({ found }: CasePageProps) => {
  const done = found.tasks.filter(({ doneAt }) => doneAt !== null)
  return done.length === 0 ? null : (
    <section class="wp-panel" aria-labelledby="tasks-title">
      <h2 class="govuk-heading-m" id="tasks-title">
        Tasks done
      </h2>
      {done.map(({ kind, outcome, doneBy, doneAt }) => (
        <p class="govuk-body">
          <strong>{taskName(kind)}.</strong> {outcome}
          <br />
          <span class="govuk-body-s wp-quiet">
            {doneBy}, {doneAt && sayMoment(doneAt)}
          </span>
        </p>
      ))}
    </section>
  )
}
