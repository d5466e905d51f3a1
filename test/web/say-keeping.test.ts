import { describe, expect, it } from 'vitest'
import { disposalDayOf, retentionColumns } from '../../src/cases/retention-columns.ts'
import type { OfficeProfile } from '../../src/offices/profile.ts'
import type { Route } from '../../src/triage/route.ts'
import { sayKeeping } from '../../src/web/cases/say-keeping.ts'
import { rulebook } from '../service.ts'

const mopac = rulebook.offices.get('mopac')
if (!mopac) throw new Error('The profile of MOPAC is not there')
const LAST_ACTION = new Date('2026-11-24T09:00:00Z')
const kept = (office: OfficeProfile, route: Route) => ({
  ...retentionColumns(office, [route]),
  disposeAfter: disposalDayOf(office, { routes: [route], lastActionAt: LAST_ACTION }),
  periodFrom: null,
})
const said = (route: Route) => sayKeeping(mopac, kept(mopac, route))

describe('how long a case is kept, in words', () => {
  it('names the day, the period and the line of the notice', () => {
    expect(said('force-enquiry')).toMatch(
      /^Kept until Saturday 25 November 2034: 8 years from the last action \(MOPAC notice, A-33.*\)\.$/,
    )
  })

  it('says who has to supply a period that the notice does not give', () => {
    expect(said('complaint-review')).toBe(
      'No period set: MOPAC must supply one. Until then it cannot be disposed of.',
    )
  })

  it('says what the period waits for', () => {
    expect(said('recruitment')).toMatch(
      /^Kept for 6 months from the end of the campaign \(MOPAC notice, A-50.*\), which a person has to record\. Until then it cannot be disposed of\.$/,
    )
  })

  it('names the event and its day where the period runs from one that was written down', () => {
    const columns = { ...kept(mopac, 'recruitment'), periodFrom: '2026-03-31', disposeAfter: '2026-10-01' }
    expect(sayKeeping(mopac, columns)).toMatch(
      /^Kept until Thursday 1 October 2026: 6 months from the end of the campaign on Tuesday 31 March 2026 \(/,
    )
  })

  it('says that nobody has said from when a period runs', () => {
    expect(said('event-or-list')).toContain(
      'but MOPAC must say from when. Until then it cannot be disposed of.',
    )
  })

  it('speaks for every route of every office, and never of a day that is not set', () => {
    for (const office of rulebook.offices.all) {
      for (const route of Object.keys(office.routes) as Route[]) {
        const columns = kept(office, route)
        const sentence = sayKeeping(office, columns)
        expect(sentence.startsWith('Kept until')).toBe(columns.disposeAfter !== null)
        expect(sentence).not.toMatch(/null|undefined|not-set/)
      }
    }
  })
})
