/** A picture drawn by the server. Whoever does not see it has the table beside it with the same numbers. */
import type { Picture, Unit } from '../../reports/picture.ts'
import { dayWithoutWeekday, howLongMillis } from '../parts/dates.ts'

const WIDTH = 640
const DAYS_HEIGHT = 180
const LEFT = 44
const FOOT = 22
const TOP = 12
const ROW = 30
/** For the names of the rows, at the left of their bars. */
const NAMES = 230
/** For the number behind the longest bar. */
const BEHIND = 80
const LONGEST_NAME = 32

export const sayValue = (value: number | null, unit: Unit): string =>
  value === null
    ? '–'
    : unit === 'minutes'
      ? howLongMillis(value * 60_000)
      : unit === 'percent'
        ? `${value}%`
        : String(value)

/** A day as people say it; every other name as it is. */
export const sayName = (name: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(name) ? dayWithoutWeekday(name) : name

export const Chart = ({ picture }: { picture: Picture }) =>
  picture.rows.length === 0 ? null : picture.shape === 'days' ? (
    <DaysChart picture={picture} />
  ) : (
    <BarsChart picture={picture} />
  )

const firstOf = ({ values }: Picture['rows'][number]): number => values[0] ?? 0
const unitOf = ({ columns }: Picture): Unit => columns[0]?.unit ?? 'count'
const labelOf = ({ title, columns }: Picture): string =>
  `${title}: ${columns[0]?.name ?? ''}. The table has the same numbers.`

/** A round number that at most five lines lead up to. */
function stepFor(top: number): number {
  const rough = Math.max(1, top / 4)
  const ten = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5, 10].find((one) => one * ten >= rough) ?? 10) * ten
}

const DaysChart = ({ picture }: { picture: Picture }) => {
  const { rows } = picture
  const most = Math.max(...rows.map(firstOf))
  const step = stepFor(most)
  const top = Math.max(step, Math.ceil(most / step) * step)
  const y = (value: number) => TOP + (DAYS_HEIGHT - TOP - FOOT) * (1 - value / top)
  const slot = (WIDTH - LEFT) / rows.length
  const bar = Math.min(36, slot * 0.7)
  return (
    <svg class="wp-chart" viewBox={`0 0 ${WIDTH} ${DAYS_HEIGHT}`} role="img" aria-label={labelOf(picture)}>
      {Array.from({ length: top / step + 1 }, (_, line) => line * step).map((value) => (
        <>
          <line class="wp-chart__line" x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
          <text class="wp-chart__text" x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {value}
          </text>
        </>
      ))}
      {rows.map((row, at) => (
        <rect
          class="wp-chart__bar"
          x={(LEFT + slot * at + (slot - bar) / 2).toFixed(1)}
          y={y(firstOf(row)).toFixed(1)}
          width={bar.toFixed(1)}
          height={(y(0) - y(firstOf(row))).toFixed(1)}
        />
      ))}
      {[rows[0], rows.at(-1)].map(
        (row, end) =>
          row && (
            <text
              class="wp-chart__text"
              x={end === 0 ? LEFT : WIDTH}
              y={DAYS_HEIGHT - 5}
              text-anchor={end === 0 ? 'start' : 'end'}
            >
              {sayName(row.name)}
            </text>
          ),
      )}
    </svg>
  )
}

const BarsChart = ({ picture }: { picture: Picture }) => {
  const { rows } = picture
  const unit = unitOf(picture)
  const most = unit === 'percent' ? 100 : Math.max(...rows.map(firstOf), 1)
  const height = rows.length * ROW + 8
  const long = (value: number) => ((WIDTH - NAMES - BEHIND) * value) / most
  return (
    <svg
      class="wp-chart wp-chart--bars"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={labelOf(picture)}
    >
      {rows.map((row, at) => {
        const y = 4 + at * ROW
        return (
          <>
            <text class="wp-chart__text" x={NAMES - 8} y={y + 19} text-anchor="end">
              {row.name.length > LONGEST_NAME ? `${row.name.slice(0, LONGEST_NAME - 1)}…` : row.name}
            </text>
            <rect
              class="wp-chart__bar"
              x={NAMES}
              y={y + 5}
              width={long(firstOf(row)).toFixed(1)}
              height={ROW - 10}
            />
            <text class="wp-chart__text" x={(NAMES + long(firstOf(row)) + 6).toFixed(1)} y={y + 19}>
              {sayValue(row.values[0] ?? null, unit)}
            </text>
          </>
        )
      })}
    </svg>
  )
}
