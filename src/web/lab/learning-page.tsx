import type { Agreement, findOverrides } from '../../rulesets/verdicts.ts'
import { RISK_LEVELS } from '../../triage/risk.ts'
import { ROUTES } from '../../triage/route.ts'
import { Select, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { LabPlaces } from '../parts/places.tsx'
import { levelName, plain, routeName, sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

export type Filter = { month: string; version: string }

type Props = {
  signedIn: SignedIn
  all: readonly Agreement[]
  filter: Filter
  overrides: Awaited<ReturnType<typeof findOverrides>>
}

/** A route or a level by its name. */
const nameOf = (word: string): string => {
  const route = ROUTES.find((one) => one === word)
  const level = RISK_LEVELS.find((one) => one === word)
  return route ? routeName(route) : level ? levelName(level) : plain(word)
}

const total = (rows: readonly Agreement[]): number => rows.reduce((sum, { cases }) => sum + cases, 0)
const agreed = (rows: readonly Agreement[]): Agreement[] =>
  rows.filter((row) => row.proposed === row.confirmed)

/** `3 of 12 (25 %)`; the numbers as they are, however small. */
const share = (part: number, whole: number): string =>
  whole === 0 ? 'none yet' : `${part} of ${whole} (${Math.round((part / whole) * 100)} %)`

/** How far people agree with the machine, what it is mistaken for, and each correction. */
export const LearningPage = ({ signedIn, all, filter, overrides }: Props) => {
  const shown = all.filter(
    ({ month, rulesVersion }) =>
      (filter.month === '' || month === filter.month) &&
      (filter.version === '' || rulesVersion === filter.version),
  )
  const routes = shown.filter(({ kind }) => kind === 'route')
  const sure = routes.filter(({ wasUnsure }) => !wasUnsure)
  const risk = shown.filter(({ kind }) => kind === 'risk')
  return (
    <Page
      title="Learning from people"
      signedIn={signedIn}
      at="/lab"
      before={<LabPlaces at="/lab/verdicts" />}
    >
      <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Learning from people</h1>
      <Filters all={all} filter={filter} />
      <p class="govuk-body">
        People agreed with the route in {share(total(agreed(routes)), total(routes))}; where the machine was
        sure, in {share(total(agreed(sure)), total(sure))}. They said that the level of risk is wrong in{' '}
        {sayCount(total(risk) - total(agreed(risk)), 'case')}. Small numbers prove little.
      </p>
      <Table
        caption="Changed, by the route that was proposed"
        head={['Proposed', 'Changed by people']}
        rows={[...Map.groupBy(routes, ({ proposed }) => proposed)].map(([proposed, rows]) => [
          nameOf(proposed),
          share(total(rows) - total(agreed(rows)), total(rows)),
        ])}
      />
      <Table
        caption="Proposed, and what people said: the confusion matrix in use"
        head={['Proposed', 'People said', 'Cases']}
        rows={pairs([...routes, ...risk])}
      />
      <Table
        caption="By month"
        head={['Month', 'Agreed with the route']}
        rows={by(routes, ({ month }) => month)}
      />
      <Table
        caption="By version of the rules"
        head={['Version', 'Agreed with the route']}
        rows={by(routes, ({ rulesVersion }) => rulesVersion)}
      />
      <Overrides signedIn={signedIn} overrides={overrides} />
    </Page>
  )
}

const by = (rows: readonly Agreement[], key: (row: Agreement) => string): string[][] =>
  [...Map.groupBy(rows, key)].map(([name, some]) => [name, share(total(agreed(some)), total(some))])

const pairs = (rows: readonly Agreement[]): string[][] =>
  [...Map.groupBy(rows, ({ proposed, confirmed }) => `${proposed} ${confirmed}`).values()]
    .sort((one, other) => total(other) - total(one))
    .map((some) => [nameOf(some[0]?.proposed ?? ''), nameOf(some[0]?.confirmed ?? ''), String(total(some))])

const Table = ({ caption, head, rows }: { caption: string; head: string[]; rows: string[][] }) => (
  <table class="govuk-table">
    <caption class="govuk-table__caption govuk-table__caption--m">{caption}</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {head.map((name) => (
          <th scope="col" class="govuk-table__header">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {rows.map((row) => (
        <tr class="govuk-table__row">
          {row.map((cell) => (
            <td class="govuk-table__cell wp-break">{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const Filters = ({ all, filter }: { all: readonly Agreement[]; filter: Filter }) => {
  const options = (values: string[]): [string, string][] => [
    ['', 'All'],
    ...[...new Set(values)].map((value): [string, string] => [value, value]),
  ]
  return (
    <form class="wp-filters" method="get" action="/lab/verdicts" aria-label="Choose what is counted">
      <Select
        name="month"
        label="Month"
        value={filter.month}
        options={options(all.map(({ month }) => month))}
      />
      <Select
        name="version"
        label="Version of the rules"
        value={filter.version}
        options={options(all.map(({ rulesVersion }) => rulesVersion))}
      />
      <div class="wp-filters__go">
        <button type="submit" class="govuk-button govuk-button--secondary">
          Count these
        </button>
      </div>
    </form>
  )
}

const Overrides = ({ signedIn, overrides }: Pick<Props, 'signedIn' | 'overrides'>) => (
  <section class="wp-panel" aria-labelledby="overrides">
    <h2 class="govuk-heading-m" id="overrides">
      Corrections
    </h2>
    <p class="govuk-body">
      {overrides.length === 0
        ? 'Nobody has changed a proposal.'
        : 'Each may become an example that the machine learns from. It points at the case, holds none of its words, and goes when the case goes.'}
    </p>
    <ul class="govuk-list">
      {overrides.map((one) => (
        <li class="wp-mails__one wp-break">
          <a class="govuk-link" href={`/cases/${one.reference}`}>
            {one.reference}
          </a>
          : {nameOf(one.proposed)} became {nameOf(one.confirmed)}
          <span class="wp-under">
            {sayMoment(one.saidAt)}. {one.reason}{' '}
            {one.example === 'waiting'
              ? 'Nobody has looked at it.'
              : `For training: ${one.example === 'accepted' ? 'taken' : 'kept out'}.`}
            {one.exportedAt && ` Exported ${sayMoment(one.exportedAt)}.`}
          </span>
          {one.example === 'accepted' && (
            <a class="govuk-link govuk-body-s" href={`/lab/verdicts/${one.id}/export`}>
              Export<span class="govuk-visually-hidden"> the example of {one.reference}</span>
            </a>
          )}
          <form method="post" action={`/lab/verdicts/${one.id}`}>
            <Token token={signedIn.formToken} />
            <div class="govuk-button-group">
              {one.example !== 'accepted' && (
                <button
                  class="govuk-button govuk-button--secondary"
                  type="submit"
                  name="example"
                  value="accepted"
                >
                  Take it for training<span class="govuk-visually-hidden">: {one.reference}</span>
                </button>
              )}
              {one.example !== 'refused' && (
                <button
                  class="govuk-button govuk-button--secondary"
                  type="submit"
                  name="example"
                  value="refused"
                >
                  Keep it out<span class="govuk-visually-hidden">: {one.reference}</span>
                </button>
              )}
            </div>
          </form>
        </li>
      ))}
    </ul>
  </section>
)
