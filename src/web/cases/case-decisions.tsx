/** The parts of a case page where a person decides: route, notes, closing. */
import { randomUUID } from 'node:crypto'
import type { Colleague } from '../../cases/own-case.ts'
import { type FurtherRoute, ROUTES } from '../../triage/route.ts'
import { Select, TextArea, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { personId } from '../parts/ids.ts'
import { routeName, sayList, sureness } from '../parts/words.ts'
import { OUTCOMES } from '../records/record-words.ts'
import { may } from '../roles.ts'
import { AcceptButtons } from './accept-buttons.tsx'
import type { CasePageProps } from './case-page.tsx'
import { FoldedForm } from './folded-form.tsx'
import { MoreRoutes } from './split-and-merge.tsx'

/** The proposal with its reasons, and the form that confirms or changes it. */
export const RoutePanel = (props: CasePageProps) => {
  const { signedIn, found } = props
  const { caseRow } = found
  const { handling, primary, deputy } = signedIn.office.routes[caseRow.route]
  return (
    <section class="wp-panel" aria-labelledby="route-title">
      <h2 class="govuk-heading-m" id="route-title">
        {caseRow.routeConfirmed ? 'Route' : 'Proposed route'}
      </h2>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{routeName(caseRow.route)}</strong>
        {caseRow.routeConfirmed && ', confirmed by a person'}
      </p>
      {caseRow.abstained && (
        <p class="govuk-body govuk-!-margin-bottom-1">
          This is only the best guess. A person has to choose the route.
        </p>
      )}
      {caseRow.others.length > 0 && (
        <p class="govuk-body govuk-!-margin-bottom-1">
          Also in this letter: {sayList(caseRow.others.map(routeName))}. Each has its own deadline.
        </p>
      )}
      <p class="govuk-body-s govuk-!-margin-bottom-3">
        {handling} Contact: {primary.post}. Deputy: {deputy.post}.
      </p>
      <AcceptButtons {...props} candidates={lastLetter(found)?.triage.route.candidates ?? []} />
      <Candidates {...props} />
      {may(signedIn.role, 'act') && caseRow.status !== 'closed' && <RouteForm {...props} />}
      <MoreRoutes {...props} />
    </section>
  )
}

/** The reasons are those of the newest message that somebody wrote: a bounce says nothing of the matter. */
const lastLetter = ({ messages }: CasePageProps['found']) =>
  messages.findLast(({ hints }) => hints.every((hint) => hint === 'other-matter' || hint === 'the-whole')) ??
  messages.at(-1)

const Candidates = ({ found }: CasePageProps) => (
  <details class="govuk-details govuk-!-margin-bottom-4">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Why, and what else it could be</span>
    </summary>
    <div class="govuk-details__text">
      {(lastLetter(found)?.triage.route.candidates ?? []).slice(0, 5).map((candidate) => (
        <div class="wp-candidate">
          <strong>{routeName(candidate.route)}</strong>, {sureness(candidate.score)}
          {candidate.because.length > 0 && (
            <ul class="govuk-list govuk-list--bullet govuk-body-s">
              {candidate.because.map((reason) => (
                <li>{reason}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      <FurtherRoutes further={lastLetter(found)?.triage.route.further ?? []} />
    </div>
  </details>
)

/** Each further route starts a clock of its own, so the sentence that speaks for it is shown. */
export const FurtherRoutes = ({ further }: { further: readonly FurtherRoute[] }) => (
  <>
    {further.map(({ route, because }) => (
      <div class="wp-candidate">
        Also <strong>{routeName(route)}</strong>
        <ul class="govuk-list govuk-list--bullet govuk-body-s">
          {because.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      </div>
    ))}
  </>
)

const RouteForm = ({ signedIn, found, mistakes, typed = {} }: CasePageProps) => {
  const { caseRow } = found
  return (
    <form method="post" action={`/cases/${caseRow.reference}/route`} novalidate>
      <Token token={signedIn.formToken} />
      <input type="hidden" name="version" value={String(caseRow.version)} />
      <Select
        name="route"
        label={caseRow.routeConfirmed ? 'Change the route to' : 'Route'}
        mistakes={mistakes}
        value={typed['route'] ?? caseRow.route}
        options={ROUTES.map((route) => [route, routeName(route)] as const)}
      />
      <TextArea
        name="reason"
        label="Reason"
        hint="Needed where you change the route."
        rows={2}
        mistakes={mistakes}
        value={typed['reason']}
      />
      <button type="submit" class="govuk-button govuk-!-margin-bottom-2">
        {caseRow.routeConfirmed ? 'Change the route' : 'Confirm the route'}
      </button>
    </form>
  )
}

/** What a person may say of the risk; “could not be read” is the machine’s word alone. */
export const SAID_LEVELS = ['immediate', 'serious', 'none'] as const

/** Says that the machine is wrong about the risk, up or down. Raising it pages the duty officer. */
export const RiskPanel = (props: CasePageProps) => {
  const { signedIn, found, mistakes, typed = {} } = props
  const { caseRow } = found
  if (!may(signedIn.role, 'act') || caseRow.status === 'closed') return null
  return (
    <FoldedForm
      {...props}
      summary="The level of risk is wrong"
      action="risk"
      fields={['level', 'why-level']}
      button="Change the level of risk"
      class="govuk-!-margin-bottom-4"
    >
      <input type="hidden" name="version" value={String(caseRow.version)} />
      <Select
        name="level"
        label="It is"
        hint="Serious or immediate tells the duty officer. It cannot be lowered while an alert is open."
        mistakes={mistakes}
        value={typed['level'] ?? ''}
        options={[
          ['', 'Choose'],
          ['immediate', 'Immediate'],
          ['serious', 'Serious'],
          ['none', 'No sign of risk'],
        ]}
      />
      <TextArea
        name="why-level"
        label="Why the level is wrong"
        rows={2}
        mistakes={mistakes}
        value={typed['why-level']}
      />
    </FoldedForm>
  )
}

/** What colleagues wrote about the case, oldest first, and room for one more. */
export const Notes = ({ signedIn, found, mentions, colleagues, mistakes, typed = {} }: CasePageProps) => (
  <section class="wp-panel" aria-labelledby="notes-title">
    <h2 class="govuk-heading-m" id="notes-title">
      Notes
    </h2>
    {found.notes.length === 0 && <p class="govuk-body">Nobody has written one yet.</p>}
    {found.notes.map((note) => (
      <div class="wp-noted">
        <p class="govuk-body wp-noted__text">{sayNote(note.text)}</p>
        <p class="govuk-body-s wp-quiet govuk-!-margin-bottom-0">
          {note.author}, {sayMoment(note.writtenAt)}
          {sayMentioned(mentions.filter(({ noteId }) => noteId === note.id))}
        </p>
      </div>
    ))}
    {may(signedIn.role, 'act') && (
      <form method="post" action={`/cases/${found.caseRow.reference}/notes`} novalidate>
        <Token token={signedIn.formToken} />
        <input type="hidden" name="note-id" value={randomUUID()} />
        <TextArea
          name="note"
          label="Add a note"
          hint="The person written about may ask to see it."
          rows={3}
          mistakes={mistakes}
          value={typed['note']}
          shortcut="note"
        />
        <TellColleagues colleagues={colleagues} me={signedIn.userKey} />
        <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
          Add the note
        </button>
      </form>
    )}
  </section>
)

/** Only people who may open the case and act on it are in the list. */
const TellColleagues = ({ colleagues, me }: { colleagues: readonly Colleague[]; me: string }) => {
  const others = colleagues.filter(({ userKey }) => userKey !== me)
  if (others.length === 0) return null
  return (
    <details class="govuk-details wp-small-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Tell a colleague</span>
      </summary>
      <fieldset class="govuk-fieldset govuk-details__text">
        <legend class="govuk-visually-hidden">Colleagues who are told of the note</legend>
        <div class="govuk-checkboxes govuk-checkboxes--small">
          {others.map((one) => (
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id={`tell-${personId(one)}`}
                name={`tell-${personId(one)}`}
                value="yes"
              />
              <label class="govuk-label govuk-checkboxes__label" for={`tell-${personId(one)}`}>
                {one.userName}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </details>
  )
}

const sayMentioned = (mentions: CasePageProps['mentions']): string =>
  mentions.length === 0
    ? ''
    : `. To ${sayList(mentions.map(({ userName, seenAt }) => `${userName}${seenAt ? ' (seen)' : ''}`))}`

/** A note that `confirmRoute` wrote begins with the id of the route; people read its name. */
function sayNote(text: string): string {
  const [, id, reason = ''] = /^Route: ([a-z-]+)\.\s*(.*)$/s.exec(text) ?? []
  const route = ROUTES.find((known) => known === id)
  return route ? `Route: ${routeName(route)}. ${reason}`.trim() : text
}

/** How it ended, or the form that ends it with what still stands in the way. */
export const ClosePanel = (props: CasePageProps) => {
  const { signedIn, found } = props
  const { caseRow } = found
  if (caseRow.status === 'closed') {
    return (
      <section class="wp-panel" aria-labelledby="closed-title">
        <h2 class="govuk-heading-m" id="closed-title">
          Closed
        </h2>
        <p class="govuk-body">
          {caseRow.closedAt && sayMoment(caseRow.closedAt)}: {caseRow.outcome}
        </p>
      </section>
    )
  }
  return may(signedIn.role, 'act') ? <CloseForm {...props} /> : null
}

const CloseForm = ({ signedIn, found, mistakes, typed = {} }: CasePageProps) => {
  const { caseRow, alerts, tasks } = found
  const before = [
    ...(alerts.some(({ state }) => state !== 'closed') ? ['say what was done about the alert'] : []),
    ...(tasks.some(({ doneAt }) => doneAt === null) ? ['do the task above'] : []),
    ...(caseRow.routeConfirmed ? [] : ['confirm the route']),
  ]
  return (
    <section class="wp-panel" aria-labelledby="close-title">
      <h2 class="govuk-heading-m" id="close-title">
        Close the case
      </h2>
      {before.length > 0 && <p class="govuk-body">Before you close it, {sayList(before)}.</p>}
      <form method="post" action={`/cases/${caseRow.reference}/close`} novalidate>
        <Token token={signedIn.formToken} />
        <input type="hidden" name="version" value={String(caseRow.version)} />
        <Select
          name="outcome-kind"
          label="How did it end?"
          hint="How long it is kept may hang on it."
          mistakes={mistakes}
          value={typed['outcome-kind'] ?? ''}
          options={[['', 'Not said'], ...Object.entries(OUTCOMES)]}
        />
        <TextArea
          name="outcome"
          label="What was the outcome?"
          rows={2}
          mistakes={mistakes}
          value={typed['outcome']}
        />
        <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
          Close the case
        </button>
      </form>
    </section>
  )
}
