import { alarmSpec } from '../../alarms/alarm-kinds.ts'
import { fallbackOf } from '../../offices/duty-rung.ts'
import type { OfficeProfile } from '../../offices/profile.ts'
import type { Gap } from '../../rota/gaps.ts'
import { alarmOfGap, GAP_KINDS } from '../../rota/note-gaps.ts'
import type { OpenAlarms } from '../watch/alarm-list.tsx'

/** A gap as the banner says it. `kind` is that of its alarm: the nearer one is the louder. */
type SaidGap = { kind: string; about: string; because?: string }

/** The gaps that the readiness check has told: it looks at every change and every quarter of an hour. */
export const gapAlarms = (open: OpenAlarms): SaidGap[] =>
  open.filter(({ kind }) => GAP_KINDS.some((one) => one === kind))

/** The gaps of a rota as it stands, each with why. */
export const saidGaps = (gaps: readonly Gap[], now: Date): SaidGap[] =>
  gaps.map((gap) => ({ ...alarmOfGap(gap, now), because: gap.because }))

const MOST_SHOWN = 5

type BannerProps = { gaps: readonly SaidGap[]; office: OfficeProfile; isLinked: boolean }

/** Loud, while the rota has a gap in the week ahead: which hours, and whom to reach instead. */
export const RotaBanner = ({ gaps, office, isLinked }: BannerProps) => {
  const soon = gaps.some(({ kind }) => kind === 'rota-gap-soon')
  if (gaps.length === 0) return null
  const { post, email, phone } = fallbackOf(office)
  return (
    <section class={`wp-parked wp-gaps${soon ? ' wp-gaps--soon' : ''}`} aria-labelledby="rota-gaps">
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1" id="rota-gaps">
        {alarmSpec(soon ? 'rota-gap-soon' : 'rota-gap').says}
      </h2>
      <ul class="govuk-list govuk-!-margin-bottom-1">
        {gaps.slice(0, MOST_SHOWN).map(({ about, because }) => (
          <li>
            <strong>{about}</strong>
            {because && `, because ${because}`}.
          </li>
        ))}
        {gaps.length > MOST_SHOWN && <li>And {gaps.length - MOST_SHOWN} more.</li>}
      </ul>
      <p class="govuk-body govuk-!-margin-bottom-0">
        If someone is at risk in that time, reach the <strong>{post}</strong> instead:{' '}
        <a class="govuk-link wp-break" href={`mailto:${email}`}>
          {email}
        </a>
        {phone && (
          <>
            {', '}
            <a class="govuk-link wp-unbroken" href={`tel:${phone}`}>
              {phone}
            </a>
          </>
        )}
        .{' '}
        {isLinked && (
          <a class="govuk-link" href="/rota">
            Fill the gap in the duty rota
          </a>
        )}
      </p>
    </section>
  )
}
