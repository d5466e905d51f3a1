import { asc, isNull } from 'drizzle-orm'
import { alarmSpec } from '../../alarms/alarm-kinds.ts'
import type { Db } from '../../db/db.ts'
import { alarms } from '../../db/schema.ts'
import { GAP_KINDS } from '../../rota/note-gaps.ts'
import { sayMoment } from '../parts/dates.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

type AlarmRow = typeof alarms.$inferSelect
export type OpenAlarms = readonly AlarmRow[]

/** Every alarm that is not over, the oldest first. */
export const findOpenAlarms = (tx: Db): Promise<AlarmRow[]> =>
  tx.select().from(alarms).where(isNull(alarms.endedAt)).orderBy(asc(alarms.raisedAt))

/** What is wrong with the service itself, what to do, and a button for whoever knows of it. */
export const AlarmList = ({ signedIn, open }: { signedIn: SignedIn; open: OpenAlarms }) => (
  <section class="wp-panel" aria-labelledby="alarms">
    <h2 class="govuk-heading-m" id="alarms">
      Alarms about the service
    </h2>
    {open.length === 0 && <p class="govuk-body">None.</p>}
    <ul class="govuk-list">
      {open.map((alarm) => (
        <li class="wp-mails__one wp-break">
          <OneAlarm signedIn={signedIn} alarm={alarm} />
        </li>
      ))}
    </ul>
  </section>
)

/** On top of the queue while something urgent is wrong: the queue may be missing letters. */
export const AlarmBanner = ({ open }: { open: OpenAlarms }) => {
  const urgent = open.filter(({ kind }) => alarmSpec(kind).weight === 'urgent' && !isOfRota(kind))
  if (urgent.length === 0) return null
  const sentences = [...new Set(urgent.map(({ kind }) => alarmSpec(kind).says))]
  return (
    <div class="wp-parked">
      <p class="govuk-body govuk-!-margin-bottom-0">
        <strong>Alarm about the service.</strong> {sentences.join(' ')}{' '}
        <a class="govuk-link" href="/problems">
          What to do
        </a>
      </p>
    </div>
  )
}

/** Gaps of the rota have a banner of their own, which says the hours. */
const isOfRota = (kind: string): boolean => GAP_KINDS.some((one) => one === kind)

const OneAlarm = ({ signedIn, alarm }: { signedIn: SignedIn; alarm: AlarmRow }) => {
  const { says, todo, weight } = alarmSpec(alarm.kind)
  return (
    <>
      <strong>{says}</strong> {todo}
      <span class="wp-under">
        {weight === 'urgent' ? 'Urgent. ' : 'For your notice. '}
        {alarm.about && `${alarm.about}. `}
        Since {sayMoment(alarm.raisedAt)}.{' '}
        {alarm.seenBy && alarm.seenAt
          ? `${alarm.seenBy} knows of it since ${sayMoment(alarm.seenAt)}.`
          : 'Nobody has said that they know.'}
      </span>
      {may(signedIn.role, 'act') && !alarm.seenBy && (
        <form method="post" action={`/problems/alarms/${alarm.id}/seen`}>
          <input type="hidden" name="token" value={signedIn.formToken} />
          <button class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2" type="submit">
            I know about this<span class="govuk-visually-hidden">: {says}</span>
          </button>
        </form>
      )}
    </>
  )
}
