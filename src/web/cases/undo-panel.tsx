/** What was changed lately and can still be undone, above the letters, with the moment until which it can. */
import { type CaseChange, canBeUndone } from '../../cases/note-change.ts'
import { Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { CHANGES } from '../parts/history.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'

/** The newest; older ones are behind one line. */
const SHOWN = 1

export const UndoPanel = ({ signedIn, found, now, mistakes = {} }: CasePageProps) => {
  const open = found.changes.filter((change) => canBeUndone(change, now))
  if (open.length === 0 || !may(signedIn.role, 'act')) return null
  const { reference } = found.caseRow
  const one = (change: CaseChange) => (
    <li class="wp-undo__one">
      <span>
        {capital(CHANGES[change.kind] ?? change.kind)}, {change.madeByName}, {sayMoment(change.madeAt)}.
        {mistakes[`undo-${change.id}`] && (
          <strong class="wp-late" id={`undo-${change.id}`}>
            {' '}
            {mistakes[`undo-${change.id}`]}
          </strong>
        )}
      </span>
      <form method="post" action={`/cases/${reference}/undo/${change.id}`}>
        <Token token={signedIn.formToken} />
        <button type="submit" class="wp-link-button">
          Undo<span class="govuk-visually-hidden"> {CHANGES[change.kind]}</span> (until{' '}
          {sayMoment(change.undoUntil)})
        </button>
      </form>
    </li>
  )
  const older = open.slice(SHOWN)
  return (
    <section class="wp-undo" aria-labelledby="undo-title">
      <h2 class="govuk-visually-hidden" id="undo-title">
        Changed lately
      </h2>
      <ul class="govuk-list govuk-body-s govuk-!-margin-bottom-0">{open.slice(0, SHOWN).map(one)}</ul>
      {older.length > 0 && (
        <details
          class="govuk-details wp-small-details govuk-!-margin-bottom-0"
          open={older.some(({ id }) => mistakes[`undo-${id}`] !== undefined)}
        >
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">What else can be undone</span>
          </summary>
          <ul class="govuk-list govuk-body-s">{older.map(one)}</ul>
        </details>
      )}
    </section>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
