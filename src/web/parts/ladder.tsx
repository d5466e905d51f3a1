/** The working of a deadline: each day, counted or not, why and by which law. */
import type { Deadline } from '../../clocks/clock.ts'
import type { Reading } from '../../clocks/clock-record.ts'
import { sayDay } from '../../clocks/days.ts'
import { calendarsRead, ladderOf } from '../../clocks/ladder.ts'

type LadderProps = { reading: Reading; due: Deadline }

/** The ladder as a table, and the lists of holidays that were read. */
export const Ladder = ({ reading, due }: LadderProps) => {
  const read = calendarsRead(reading.kind, reading.calendars, reading.division)
  return (
    <>
      {'days' in due && (
        <table class="wp-ladder">
          <caption class="govuk-visually-hidden">Each day, counted or not, and why</caption>
          <thead>
            <tr>
              <th scope="col">Counts</th>
              <th scope="col">Day</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {ladderOf(reading.kind, due.days).map(({ on, counted, number, because, law }) => (
              <tr class={counted ? undefined : 'wp-ladder__off'}>
                <td>{counted ? (number ?? 'yes') : 'no'}</td>
                <th scope="row">{sayDay(on)}</th>
                <td>
                  {because}
                  {law && <span class="wp-under">{law}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {read.length > 0 && <p class="govuk-body-s wp-quiet">Bank holidays: {read.join('; ')}.</p>}
    </>
  )
}
