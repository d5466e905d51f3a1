import { describe, expect, it } from 'vitest'
import { limitFor, type RecentReplies, type Reply } from '../../src/acknowledgements/limits.ts'

const NOW = new Date('2026-11-25T12:00:00Z')
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 60 * 60_000)
const aReply = (change: Partial<Reply> = {}): Reply => ({
  sender: 'alma@example.net',
  writer: 'alma@example.net',
  wordsHash: 'one',
  owedAt: hoursAgo(1),
  ...change,
})
const nothing: RecentReplies = { replies: [], officeCount: 0, bounced: [] }
const asked = { sender: 'alma@example.net', writer: 'alma@example.net', wordsHash: 'new' }
const codeOf = (recent: Partial<RecentReplies>, who = asked) =>
  limitFor({ ...nothing, ...recent }, who, NOW)?.code
const replies = (count: number, change: (at: number) => Partial<Reply>): Reply[] =>
  Array.from({ length: count }, (_, at) => aReply({ wordsHash: `letter ${at}`, ...change(at) }))

describe('the limits on acknowledgements', () => {
  it('stop nothing where nothing went out', () => {
    expect(codeOf({})).toBeUndefined()
  })

  it.each<[string, Partial<Reply>, string | undefined]>([
    ['the same letter again', { wordsHash: 'new' }, 'REPEAT'],
    ['the same letter 24 hours later', { wordsHash: 'new', owedAt: hoursAgo(24) }, undefined],
    ['the same letter a moment before', { wordsHash: 'new', owedAt: hoursAgo(23.99) }, 'REPEAT'],
    [
      'the same letter of somebody else',
      { wordsHash: 'new', sender: 'b@example.net', writer: 'b@example.net' },
      undefined,
    ],
    [
      'the same letter by another return path',
      { wordsHash: 'new', sender: 'bounces.1@mail.example.net' },
      'REPEAT',
    ],
    ['another letter', {}, undefined],
  ])('see %s', (_, change, code) => {
    expect(codeOf({ replies: [aReply(change)] })).toBe(code)
  })

  it.each([
    [2, undefined],
    [3, 'RATE'],
    [1_000, 'RATE'],
  ])('of a sender who had %s within a day: %s', (count, code) => {
    expect(codeOf({ replies: replies(count, () => ({})) })).toBe(code)
  })

  it('count a sender by From where each letter has a return path of its own', () => {
    const each = replies(3, (at) => ({ sender: `bounce.${at}@mail.example.com` }))
    expect(codeOf({ replies: each })).toBe('RATE')
  })

  it('forget what is a day old', () => {
    expect(codeOf({ replies: replies(3, (at) => ({ owedAt: hoursAgo(22 + at) })) })).toBeUndefined()
  })

  it.each([
    [29, undefined],
    [30, 'RATE'],
  ])('of a domain that had %s within an hour: %s', (count, code) => {
    const each = replies(count, (at) => ({
      sender: `p${at}@example.net`,
      writer: `p${at}@example.net`,
      owedAt: hoursAgo(0.5),
    }))
    expect(codeOf({ replies: each })).toBe(code)
    expect(codeOf({ replies: each.map((one) => ({ ...one, owedAt: hoursAgo(1.5) })) })).toBeUndefined()
  })

  it.each([
    [119, undefined],
    [120, 'RATE'],
  ])('of an office that sent %s within an hour: %s', (officeCount, code) => {
    expect(codeOf({ officeCount })).toBe(code)
  })

  it.each([
    [1, undefined],
    [2, 'RATE'],
  ])('of a sender to whom %s came back: %s', (count, code) => {
    expect(codeOf({ bounced: Array.from({ length: count }, () => 'alma@example.net') })).toBe(code)
    expect(codeOf({ bounced: Array.from({ length: count }, () => 'other@example.net') })).toBeUndefined()
  })

  it('name the same letter before the count, because it is the plainest sign', () => {
    expect(codeOf({ replies: replies(5, () => ({ wordsHash: 'new' })), officeCount: 500 })).toBe('REPEAT')
  })
})
