import { londonDay } from '../../clocks/days.ts'
import { type FoundDrill, millisToAnswer } from '../../drills/find-drills.ts'
import { dayWithoutWeekday } from '../parts/dates.ts'

const WIDTH = 640
const HEIGHT = 200
const LEFT = 40
const FOOT = 20
const TOP = 12

/** The steps that a scale of minutes may have, so that its lines are at round numbers. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120]
const MOST_LINES = 6

/** A bar for each drill, oldest first: minutes to the answer, or that there was none. The table says the same. */
export const DrillChart = ({ drills }: { drills: readonly FoundDrill[] }) => {
  const shown = drills.filter(({ state }) => state === 'answered' || state === 'missed').reverse()
  if (shown.length < 2) return null
  const minutes = shown.map(minutesOf)
  const step = STEPS.find((one) => Math.max(...minutes) <= one * MOST_LINES) ?? 240
  const top = Math.max(step, Math.ceil(Math.max(...minutes) / step) * step)
  const y = (value: number) => TOP + (HEIGHT - TOP - FOOT) * (1 - value / top)
  const slot = (WIDTH - LEFT) / shown.length
  const bar = Math.min(36, slot * 0.6)
  return (
    <svg
      class="wp-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label="Minutes from the letter of each drill to its answer. The table has the same numbers."
    >
      {Array.from({ length: top / step + 1 }, (_, line) => line * step).map((value) => (
        <>
          <line class="wp-chart__line" x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
          <text class="wp-chart__text" x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {value}
          </text>
        </>
      ))}
      {shown.map((drill, at) => {
        const x = LEFT + slot * at + (slot - bar) / 2
        const value = minutes[at] ?? 0
        const isMissed = drill.state === 'missed'
        return (
          <rect
            class={isMissed ? 'wp-chart__missed' : 'wp-chart__bar'}
            x={x.toFixed(1)}
            y={y(value).toFixed(1)}
            width={bar.toFixed(1)}
            height={Math.max(1, y(0) - y(value)).toFixed(1)}
          >
            <title>
              {dayWithoutWeekday(londonDay(drill.dueAt))}:{' '}
              {isMissed ? 'nobody answered' : `${value.toFixed(1)} minutes`}
            </title>
          </rect>
        )
      })}
      {[shown[0], shown.at(-1)].map(
        (drill, end) =>
          drill && (
            <text
              class="wp-chart__text"
              x={end === 0 ? LEFT : WIDTH}
              y={HEIGHT - 4}
              text-anchor={end === 0 ? 'start' : 'end'}
            >
              {dayWithoutWeekday(londonDay(drill.dueAt))}
            </text>
          ),
      )}
    </svg>
  )
}

/** A missed one stands as long as it was waited for. */
function minutesOf(drill: FoundDrill): number {
  const { startedAt, answerBy } = drill
  const waited = startedAt && answerBy ? answerBy.getTime() - startedAt.getTime() : 0
  return (millisToAnswer(drill) ?? waited) / 60_000
}
