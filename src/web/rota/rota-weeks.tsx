/** The weeks ahead as a table: a row for each time in which the same people are on duty. */
import { addDays, londonDay, startOfLondonDay } from '../../clocks/days.ts'
import type { Answer } from '../../rota/on-call.ts'
import { type DutyLayer, LAYERS, type Rota } from '../../rota/rota.ts'
import { sayBecause } from '../../rota/rota-text.ts'
import { sayPeriod, sayRotaMoment } from '../../rota/say-period.ts'
import { type Period, stretchesOf } from '../../rota/stretches.ts'
import { CardCell, CardRow, CardTable } from '../parts/table.tsx'
import { layerName } from './rota-words.ts'

export type RotaRow = Period & { answers: ReadonlyMap<DutyLayer, Answer> }

const WEEKS_AHEAD = 4

/** To the end of a day, so that the last row does not end at the minute in which the page was opened. */
export const weeksFrom = (now: Date) => ({
  from: now,
  to: startOfLondonDay(addDays(londonDay(now), WEEKS_AHEAD * 7 + 1)),
})

/** Cut wherever one of the layers changes; a layer that is not in use has no column. */
export function rowsOf(rota: Rota, layers: readonly DutyLayer[], period: Period): RotaRow[] {
  const columns = layers.map((layer) => [layer, stretchesOf(rota, layer, period)] as const)
  const edges = [...new Set(columns.flatMap(([, stretches]) => stretches.map(({ from }) => from.getTime())))]
  edges.sort((a, b) => a - b)
  return edges.map((edge, at) => ({
    from: new Date(edge),
    to: new Date(edges[at + 1] ?? period.to.getTime()),
    answers: new Map(
      columns.flatMap(([layer, stretches]) => {
        const found = stretches.findLast(({ from }) => from.getTime() <= edge)
        return found ? [[layer, found.answer] as const] : []
      }),
    ),
  }))
}

type WeeksProps = { rows: readonly RotaRow[]; layers: readonly DutyLayer[]; now: Date }

export const RotaWeeks = ({ rows, layers, now }: WeeksProps) => (
  <CardTable
    class="wp-rota"
    caption="Who is on duty, in order of time"
    columns={['When', ...LAYERS.filter((layer) => layers.includes(layer)).map(layerName)]}
  >
    {rows.map((row) => (
      <CardRow>
        <CardCell label="When">
          {row.from <= now ? `Now, until ${sayRotaMoment(row.to)}` : sayPeriod(row)}
        </CardCell>
        {[...row.answers].map(([layer, answer]) => (
          <CardCell label={layerName(layer)} class={answer.on.length === 0 ? 'wp-rota__gap' : undefined}>
            <OneAnswer answer={answer} />
            {layer === 'secondary' && isSamePerson(row) && (
              <span class="wp-under">The same person as primary: there is nobody to go on to.</span>
            )}
          </CardCell>
        ))}
      </CardRow>
    ))}
  </CardTable>
)

const WHY = {
  'not-known': 'is not on the list',
  left: 'has left',
  'no-way': 'has no email address and no phone number',
}

const OneAnswer = ({ answer: { on, passedOver } }: { answer: Answer }) => (
  <>
    {on.length === 0 && <strong>Nobody reachable</strong>}
    {on.map(({ person, because }) => (
      <div>
        {person.name}
        {because.kind !== 'rotation' && <span class="wp-under">{sayWhy(because)}</span>}
      </div>
    ))}
    {passedOver.map(({ name, why }) => (
      <span class="wp-under">
        {name ?? 'Somebody'} {WHY[why]}
        {on.length > 0 && ', so this is who is next in line'}.
      </span>
    ))}
  </>
)

type Because = Answer['on'][number]['because']

const sayWhy = (because: Because): string =>
  'reason' in because ? `${capital(sayBecause(because))}: ${because.reason}` : capital(sayBecause(because))

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function isSamePerson({ answers }: RotaRow): boolean {
  const ids = (layer: DutyLayer) => answers.get(layer)?.on.map(({ person }) => person.id) ?? []
  const primary = ids('primary')
  return primary.length > 0 && ids('secondary').some((id) => primary.includes(id))
}
