/** What waits for a second person, and what is agreed on and can still be taken back. */

import { type findMarks, type MarkCounts, MOST_MARKS } from '../../records/find-due.ts'
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
  counts: MarkCounts
  page: number
  /** What came of the form that was sent. */
  done?: Marked | undefined
  mistakes?: Mistakes
  /** The form as it was sent, where it came back with a mistake. */
  typed?: Record<string, string>
}

export const DecidePage = (props: Props) => {
  const { signedIn, marks, counts, page, done, mistakes = {} } = props
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
      <h2 class="govuk-heading-m" id="to-decide">
        Waiting for a second person ({counts.waiting.toLocaleString('en-GB')})
      </h2>
      {waiting.length === 0 ? (
        <p class="govuk-body wp-empty">{counts.waiting === 0 ? 'Nothing waits.' : 'None on this page.'}</p>
      ) : (
        <Waiting {...props} waiting={waiting} />
      )}
      <h2 class="govuk-heading-m" id="to-take-back">
        Agreed, and not carried out yet ({counts.agreed.toLocaleString('en-GB')})
      </h2>
      {agreed.length === 0 ? (
        <p class="govuk-body wp-empty">
          {counts.agreed === 0 ? 'Nothing is agreed on.' : 'None on this page.'}
        </p>
      ) : (
        <Agreed {...props} agreed={agreed} />
      )}
      <Pages many={counts.waiting + counts.agreed} page={page} />
    </Page>
  )
}

/** Says that there are more than this page has, and leads on. */
const Pages = ({ many, page }: { many: number; page: number }) => {
  const last = Math.ceil(many / MOST_MARKS)
  if (last <= 1) return null
  return (
    <nav aria-label="Pages of marks">
      <p class="govuk-body">
        Page {page} of {last}, {MOST_MARKS} cases on each, {many.toLocaleString('en-GB')} in all.{' '}
        {page > 1 && (
          <a class="govuk-link" href={`/records/decide?page=${page - 1}`}>
            Previous page
          </a>
        )}{' '}
        {page < last && (
          <a class="govuk-link" href={`/records/decide?page=${page + 1}`}>
            Next page
          </a>
        )}
      </p>
    </nav>
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

const Box = ({ listed, label, isTicked }: { listed: Listed; label: string; isTicked: boolean }) => {
  const id = `mark-${listed.mark.id}`
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          type="checkbox"
          {...{ id, name: id, value: 'yes', checked: isTicked }}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">{label} </span>
          {listed.reference}
        </label>
      </div>
    </div>
  )
}

const isTicked = (typed: Record<string, string>, { mark }: Listed): boolean =>
  typed[`mark-${mark.id}`] !== undefined

const Waiting = ({
  signedIn,
  waiting,
  mistakes = {},
  typed = {},
}: Props & { waiting: readonly Listed[] }) => {
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
                {mayAgree && !isOwn && !isHandler ? (
                  <Box listed={listed} label="Decide on" isTicked={isTicked(typed, listed)} />
                ) : (
                  reference
                )}
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
                <span class="wp-under">
                  {listed.erasedBy
                    ? `its erasure was allowed (${listed.erasedBy}), before its day`
                    : `due ${dayWithoutWeekday(mark.disposeAfter)}`}
                </span>
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
            value={typed['because']}
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

const Agreed = ({ signedIn, agreed, mistakes = {}, typed = {} }: Props & { agreed: readonly Listed[] }) => {
  const mayTakeBack = may(signedIn.role, 'propose-disposal')
  return (
    <form method="post" action="/records/withdrawals" novalidate>
      <Token token={signedIn.formToken} />
      <CardTable columns={['Case', 'Agreed by', 'Goes on']}>
        {agreed.map((listed) => (
          <CardRow>
            <CardCell label="Case">
              {mayTakeBack ? (
                <Box listed={listed} label="Take back" isTicked={isTicked(typed, listed)} />
              ) : (
                listed.reference
              )}
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
            value={typed['back-because']}
          />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Take back those that are ticked
          </button>
        </>
      )}
    </form>
  )
}
