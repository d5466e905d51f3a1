/** What would be done to several cases, case by case, and then what was done, with the way back. */
import { randomUUID } from 'node:crypto'
import type { BulkResult, Chosen } from '../../cases/bulk.ts'
import { UNDO_HOURS } from '../../cases/note-change.ts'
import type { Colleague } from '../../cases/own-case.ts'
import { ROUTES } from '../../triage/route.ts'
import { ErrorSummary, Select, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { personId } from '../parts/ids.ts'
import { BackToQueue, Page } from '../parts/layout.tsx'
import { routeName, sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

const WHY: Record<NonNullable<BulkResult['why']>, string> = {
  'no-such-case': 'It is not here, or you may not open it.',
  'changed-meanwhile': 'Somebody changed it after you looked.',
  'open-alert': 'It has an open alert.',
  'open-task': 'It has a task that nobody has done.',
  'route-not-confirmed': 'Its route is not confirmed.',
  'not-a-move': 'It is closed.',
  'has-route': 'It has this route already.',
  'written-already': 'It is done already.',
  'may-not-open': 'That colleague may not open it.',
  'linked-already': 'It is linked with the first one already.',
}

export const BULK_ACTIONS = [
  ['mine', 'Take them on'],
  ['give', 'Give them to a colleague'],
  ['confirm', 'Confirm the proposed route of each'],
  ['route', 'Give them all one route'],
  ['link', 'Link them as one matter'],
  ['close', 'Close them'],
] as const

type FieldsProps = { form: Readonly<Record<string, string>>; colleagues: readonly Colleague[] }

/** Also beneath the queue: which of them is asked for depends on what is chosen, and the preview says what is missing. */
export const BulkFields = ({ form, colleagues }: FieldsProps) => (
  <div class="wp-filters">
    <Select
      name="bulk-what"
      label="With the ticked cases"
      value={form['bulk-what'] ?? ''}
      options={[['', 'Choose'], ...BULK_ACTIONS]}
    />
    <Select
      name="bulk-who"
      label="Colleague"
      value={form['bulk-who'] ?? ''}
      options={[['', 'Nobody'], ...colleagues.map((one) => [personId(one), one.userName] as const)]}
    />
    <Select
      name="bulk-route"
      label="Route to give"
      value={form['bulk-route'] ?? ''}
      options={[['', 'None'], ...ROUTES.map((route) => [route, routeName(route)] as const)]}
    />
    <TextField name="bulk-why" label="Reason or outcome" value={form['bulk-why']} />
  </div>
)

type PreviewProps = FieldsProps & {
  signedIn: SignedIn
  chosen: readonly Chosen[]
  results: readonly BulkResult[]
  wrong: string | undefined
}

export const BulkPreviewPage = ({ signedIn, form, colleagues, chosen, results, wrong }: PreviewProps) => {
  const doable = results.filter(({ why }) => why === undefined)
  return (
    <Page
      title="Several cases at once"
      signedIn={signedIn}
      hasErrors={wrong !== undefined}
      before={<BackToQueue />}
    >
      <ErrorSummary mistakes={wrong === undefined ? {} : { 'bulk-what': wrong }} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Several cases at once</h1>
      <form method="post" action="/queue/bulk" novalidate>
        <Token token={signedIn.formToken} />
        <input type="hidden" name="batch" value={randomUUID()} />
        {chosen.map(({ reference }) => (
          <input type="hidden" name={`case-${reference}`} value="yes" />
        ))}
        {doable.map(({ reference, version }) => (
          <input type="hidden" name={`version-${reference}`} value={String(version)} />
        ))}
        <BulkFields {...{ form, colleagues }} />
        {wrong === undefined && (
          <>
            <p class="govuk-body">
              <strong>
                {BULK_ACTIONS.find(([what]) => what === form['bulk-what'])?.[1]}: this is what it would do.
                Nothing is done yet.
              </strong>
            </p>
            <ResultList results={results} done="It would be done." />
          </>
        )}
        <div class="govuk-button-group">
          {doable.length > 0 && (
            <button type="submit" name="step" value="do" class="govuk-button">
              Do it to {sayCount(doable.length, 'case')}
            </button>
          )}
          <button type="submit" name="step" value="look" class="govuk-button govuk-button--secondary">
            Look again
          </button>
        </div>
      </form>
    </Page>
  )
}

const ResultList = ({ results, done }: { results: readonly BulkResult[]; done: string }) => (
  <ul class="govuk-list">
    {results.map(({ reference, why }) => (
      <li>
        <a class="govuk-link wp-reference" href={`/cases/${reference}`}>
          {reference}
        </a>
        {': '}
        {why === undefined ? done : <strong class="wp-late">{WHY[why]} It is left as it is.</strong>}
      </li>
    ))}
  </ul>
)

type DoneProps = {
  signedIn: SignedIn
  batchId: string
  references: readonly string[]
  undoUntil: Date | undefined
  refused: readonly BulkResult[]
}

export const BulkDonePage = ({ signedIn, batchId, references, undoUntil, refused }: DoneProps) => (
  <Page title="Several cases at once" signedIn={signedIn} before={<BackToQueue />}>
    <h1 class="govuk-heading-l govuk-!-margin-bottom-3">
      {references.length === 0
        ? 'Nothing stands as it was changed'
        : `Done to ${sayCount(references.length, 'case')}`}
    </h1>
    <ResultList
      results={references.map((reference) => ({ reference, version: 0, why: undefined }))}
      done="Done."
    />
    <ResultList results={refused} done="" />
    {references.length > 0 && (
      <form method="post" action={`/queue/bulk/${batchId}/undo`}>
        <Token token={signedIn.formToken} />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Undo all of it ({undoUntil ? `until ${sayMoment(undoUntil)}` : `for ${UNDO_HOURS} hours`})
        </button>
      </form>
    )}
  </Page>
)
