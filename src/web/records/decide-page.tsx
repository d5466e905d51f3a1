/** What waits for a second person, and what is agreed on and can still be taken back. */

import type { findMarks } from '../../records/find-due.ts'
import type { Marked } from '../../records/mark-for-disposal.ts'
import { ErrorSummary, type Mistakes, TextField, Token } from '../parts/controls.tsx'
import { dayWithoutWeekday, sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { RecordPlaces } from '../parts/places.tsx'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import { sayCount } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

type Listed = Awaited<ReturnType<typeof findMarks>>[number]

type Props = {
  signedIn: SignedIn
  marks: readonly Listed[]
  /** What came of the form that was sent. */
  done?: Marked | undefined
  mistakes?: Mistakes
}

export const DecidePage = (props: Props) => {
  const { signedIn, marks, done, mistakes = {} } = props
  const waiting = marks.filter(({ mark }) => mark.state === 'waiting')
  const agreed = marks.filter(({ mark }) => mark.state === 'agreed')
  return (
    <Page
      title="Disposals to decide"
      signedIn={signedIn}
      at="/records"
      hasErrors={Object.keys(mistakes).length > 0}
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Disposals to decide</h1>
      <RecordPlaces at="/records/decide" />
      {done && <Outcome done={done} />}
      <h2 class="govuk-heading-m">Waiting for a second person ({waiting.length})</h2>
      {waiting.length === 0 ? (
        <p class="govuk-body wp-empty">Nothing waits.</p>
      ) : (
        <Waiting {...props} waiting={waiting} />
      )}
      <h2 class="govuk-heading-m">Agreed, and not carried out yet ({agreed.length})</h2>
      {agreed.length === 0 ? (
        <p class="govuk-body wp-empty">Nothing is agreed on.</p>
      ) : (
        <Agreed {...props} agreed={agreed} />
      )}
    </Page>
  )
}

const Outcome = ({ done }: { done: Marked }) => (
  <section class="govuk-notification-banner" aria-labelledby="done-title">
    <div class="govuk-notification-banner__header">
      <h2 class="govuk-notification-banner__title" id="done-title">
        What came of it
      </h2>
    </div>
    <div class="govuk-notification-banner__content">
      <p class="govuk-body">Done for {sayCount(done.done.length, 'case')}.</p>
      {done.refused.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {done.refused.map(({ reference, because }) => (
            <li>
              {reference}: {because}
            </li>
          ))}
        </ul>
      )}
    </div>
  </section>
)

const Box = ({ listed, label }: { listed: Listed; label: string }) => {
  const id = `mark-${listed.mark.id}`
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id={id} name={id} value="yes" />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">{label} </span>
          {listed.reference}
        </label>
      </div>
    </div>
  )
}

const Waiting = ({ signedIn, waiting, mistakes = {} }: Props & { waiting: readonly Listed[] }) => {
  const mayAgree = may(signedIn.role, 'agree-disposal')
  return (
    <form method="post" action="/records/decisions" novalidate>
      <Token token={signedIn.formToken} />
      <CardTable columns={['Case', 'Marked by', 'Line', 'Why']}>
        {waiting.map((listed) => {
          const { mark, reference, lastHandler } = listed
          const isOwn = mark.markedBy === signedIn.userKey
          const isHandler = lastHandler === signedIn.userKey
          return (
            <CardRow>
              <CardCell label="Case">
                {mayAgree && !isOwn && !isHandler ? <Box listed={listed} label="Decide on" /> : reference}
                {isOwn && <span class="wp-under">You marked it: somebody else decides.</span>}
                {!isOwn && isHandler && (
                  <span class="wp-under">You last handled it: somebody else decides.</span>
                )}
              </CardCell>
              <CardCell label="Marked by">
                {mark.markedByName}
                <span class="wp-under">{sayMoment(mark.markedAt)}</span>
              </CardCell>
              <CardCell label="Line">
                {mark.schedule}
                <span class="wp-under">due {dayWithoutWeekday(mark.disposeAfter)}</span>
              </CardCell>
              <CardCell label="Why">{mark.reason}</CardCell>
            </CardRow>
          )
        })}
      </CardTable>
      {mayAgree && (
        <>
          <TextField
            name="because"
            label="Why not, where you refuse"
            hint="It is kept for good: no names."
            mistakes={mistakes}
          />
          <div class="govuk-button-group">
            <button type="submit" class="govuk-button govuk-button--warning" name="answer" value="agree">
              Agree: dispose of those that are ticked
            </button>
            <button type="submit" class="govuk-button govuk-button--secondary" name="answer" value="refuse">
              Refuse those that are ticked
            </button>
          </div>
        </>
      )}
    </form>
  )
}

const Agreed = ({ signedIn, agreed, mistakes = {} }: Props & { agreed: readonly Listed[] }) => {
  const mayTakeBack = may(signedIn.role, 'propose-disposal')
  return (
    <form method="post" action="/records/withdrawals" novalidate>
      <Token token={signedIn.formToken} />
      <CardTable columns={['Case', 'Agreed by', 'Goes on']}>
        {agreed.map((listed) => (
          <CardRow>
            <CardCell label="Case">
              {mayTakeBack ? <Box listed={listed} label="Take back" /> : listed.reference}
            </CardCell>
            <CardCell label="Agreed by">
              {listed.mark.decidedByName}
              <span class="wp-under">marked by {listed.mark.markedByName}</span>
            </CardCell>
            <CardCell label="Goes on">
              {listed.mark.carryOutOn && dayWithoutWeekday(listed.mark.carryOutOn)}
            </CardCell>
          </CardRow>
        ))}
      </CardTable>
      {mayTakeBack && (
        <>
          <TextField
            name="back-because"
            label="Why they are taken back"
            hint="It is kept for good: no names."
            mistakes={mistakes}
          />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Take back those that are ticked
          </button>
        </>
      )}
    </form>
  )
}
