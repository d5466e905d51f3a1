import { describe, expect, it } from 'vitest'
import { timelineOf } from '../../src/web/cases/timeline.tsx'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 9, minute))
const entry = (minute: number, action: string, actor = 'demo:manager') => ({
  ...{ officeId: 'mopac', position: minute, at: at(minute), actor, action, caseId: 'c', detail: {} },
  ...{ previousHash: '', hash: '' },
})
type Found = Parameters<typeof timelineOf>[0]
const found = (more: Partial<Found>): Found => ({ messages: [], sent: [], history: [], ...more })

describe('the timeline of a case', () => {
  it('has what was received, sent, seen, decided and done in one order, the newest first', () => {
    const message = { id: 'm', receivedAt: at(1), fromName: 'Ann', fromAddress: null, channel: 'email' }
    const mail = {
      id: 's',
      handedOverAt: at(3),
      kind: 'reply',
      toAddress: 'a@example.net',
      state: 'handed-over',
    }
    const line = timelineOf(
      found({
        messages: [message] as unknown as Found['messages'],
        sent: [mail] as unknown as Found['sent'],
        history: [
          entry(1, 'message-taken-in', 'waypost'),
          entry(1, 'case-opened', 'waypost'),
          entry(2, 'route-confirmed'),
          entry(3, 'reply-sent', 'waypost'),
          entry(4, 'note-added'),
          entry(5, 'case-viewed'),
        ],
      }),
      new Map([['demo:manager', 'Mo']]),
    )
    expect(line.map(({ kind, who }) => [kind, who])).toEqual([
      ['seen', 'Mo'],
      ['done', 'Mo'],
      ['sent', 'Waypost'],
      ['decided', 'Mo'],
      ['done', 'Waypost'],
      ['received', 'Ann'],
    ])
  })

  it('says once what somebody did several times running, and not what lies between', () => {
    const history = [1, 2, 3].map((minute) => entry(minute, 'case-viewed'))
    const line = timelineOf(
      found({ history: [...history, entry(4, 'note-added'), entry(5, 'case-viewed')] }),
      new Map(),
    )
    expect(line.map(({ kind, times }) => [kind, times ?? 1])).toEqual([
      ['seen', 1],
      ['done', 1],
      ['seen', 3],
    ])
  })

  it('leaves out a mail that has not left', () => {
    const sent = [{ id: 's', handedOverAt: null }] as unknown as Found['sent']
    expect(timelineOf(found({ sent }), new Map())).toEqual([])
  })
})
