import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { believedReceipt, inBatches, isWhole, nextTryAt } from '../../src/intake/fetch-plan.ts'
import { newFolders, planFolders } from '../../src/intake/folder-plan.ts'
import { isBlind, mustReconnect } from '../../src/intake/liveness.ts'
import { contiguousUpTo, type FolderMemory, planListing } from '../../src/intake/poll-plan.ts'

const NOW = new Date('2026-11-25T10:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const memory = (change: Partial<FolderMemory> = {}): FolderMemory => ({
  uidValidity: 7n,
  contiguousUid: 1_000n,
  renumberedAt: [],
  countedAt: ago(30),
  comparedAt: null,
  ...change,
})
const status = (validity: bigint | undefined, uidNext?: bigint) => ({
  validity,
  exists: 1,
  uidNext,
  highestModseq: undefined,
})

describe('what a folder is asked for', () => {
  it('is what is new, and 500 numbers further back', () => {
    expect(planListing(memory(), status(7n), NOW)).toMatchObject({
      from: 500n,
      recognise: 'by-number',
      isFull: false,
      isTrusted: true,
    })
  })

  it.each([
    ['at the first poll', memory({ uidValidity: null }), status(7n)],
    ['with new numbers', memory(), status(8n)],
    ['an hour after the last count', memory({ countedAt: ago(60) }), status(7n)],
    ['when the next number is one that was given out before', memory(), status(7n, 1_000n)],
  ])('is everything %s', (_when, remembered, said) => {
    expect(planListing(remembered, said, NOW)).toMatchObject({ from: 1n, recognise: 'by-look', isFull: true })
  })

  it.each([
    ['no numbers', memory(), status(undefined)],
    ['a fourth change in a day', memory({ renumberedAt: [ago(9), ago(8), ago(7)] }), status(8n)],
  ])('is everything, and by its bytes once an hour, where there is %s', (_what, remembered, said) => {
    const listing = planListing(remembered, said, NOW)
    expect(listing).toMatchObject({ validity: 0n, isTrusted: false, recognise: 'by-bytes' })
    expect(planListing({ ...remembered, comparedAt: ago(59) }, said, NOW).recognise).toBe('by-look')
  })

  it('forgets changes that are a day old', () => {
    const old = memory({ renumberedAt: [ago(24 * 60), ago(8), ago(7)] })
    expect(planListing(old, status(8n), NOW).isTrusted).toBe(true)
  })
})

describe('the mark', () => {
  it('never passes a listed message that is not in the ledger, and passes all others', () => {
    const uids = fc.uniqueArray(fc.bigInt(1n, 500n), { maxLength: 40 })
    fc.assert(
      fc.property(uids, fc.func(fc.boolean()), fc.bigInt(0n, 500n), (some, isHeld, before) => {
        const listed = some.toSorted((a, b) => (a < b ? -1 : 1))
        const mark = contiguousUpTo(listed, isHeld, before)
        expect(listed.filter((uid) => uid <= mark && !isHeld(uid))).toEqual([])
        const open = listed.find((uid) => !isHeld(uid))
        expect(listed.filter((uid) => uid > mark && (open === undefined || uid < open))).toEqual([])
      }),
    )
  })
})

describe('asking for messages', () => {
  it('line 8: never asks for more than 20 or for more than 8 MB at a time, and leaves none out', () => {
    const one = fc.record({ uid: fc.bigInt(1n, 9n), size: fc.nat(40_000_000) })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 80 }), (some) => {
        const described = some.map((each) => ({ ...each, receivedAt: NOW }))
        const batches = inBatches(described)
        expect(batches.flat()).toEqual(described)
        for (const batch of batches) {
          const bytes = batch.reduce((total, { size }) => total + size, 0)
          expect(batch.length === 1 || (batch.length <= 20 && bytes <= 8 * 1024 * 1024)).toBe(true)
        }
      }),
    )
  })

  it.each([
    [1_000, 1_000, true],
    [1_010, 1_000, true],
    [985, 1_000, true],
    [979, 1_000, false],
    [500, 1_000, false],
    [1_200, 1_000, false],
    [87, 37, false],
    [0, 100, false],
    [5, 0, true],
    [8, 10, true],
    [7, 10, false],
    [980_001, 1_000_000, true],
    [970_000, 1_000_000, false],
  ])('line 12: takes %i bytes of an announced %i for the whole: %s', (bytes, size, expected) => {
    expect(isWhole(bytes, size)).toBe(expected)
  })

  it.each([
    ['2026-11-24T08:00:00Z', true],
    ['2003-05-01T00:00:00Z', true],
    ['2026-11-25T10:04:00Z', true],
    ['2026-11-25T10:06:00Z', false],
    ['1970-01-01T00:00:00Z', false],
    ['2099-01-01T00:00:00Z', false],
    ['not a date', false],
  ])('line 29 and fault 27: believes that a message was received at %s: %s', (said, believed) => {
    expect(believedReceipt(new Date(said), NOW)).toEqual(believed ? new Date(said) : NOW)
  })

  it('tries again after 30 seconds, a minute, two, and never more than a quarter of an hour', () => {
    const pauses = [1, 2, 3, 4, 30].map((tries) => (nextTryAt(tries, NOW).getTime() - NOW.getTime()) / 1000)
    expect(pauses).toEqual([30, 60, 120, 240, 900])
  })
})

describe('the folders of an account', () => {
  const folder = (path: string, specialUse?: string) => ({ path, specialUse })
  const none = new Map<string, string>()

  it('are the inbox always, junk wherever it is, and those of the settings', () => {
    const listed = [folder('INBOX'), folder('Spam', '\\Junk'), folder('Reviews'), folder('Old')]
    expect(planFolders(['Reviews'], listed, none)).toEqual({
      watched: [folder('INBOX'), folder('Reviews'), folder('Spam', '\\Junk')],
      missing: [],
      unwatched: ['Old'],
    })
  })

  it.each([
    ['Junk', none],
    ['Junk E-mail', none],
    ['Unwanted', new Map([['Unwanted', '\\Junk']])],
  ])('are found by their use where the name %s is not there', (name, usesBefore) => {
    const plan = planFolders([name], [folder('INBOX'), folder('Spam', '\\Junk')], usesBefore)
    expect(plan.watched.map(({ path }) => path)).toEqual(['INBOX', 'Spam'])
    expect(plan.missing).toEqual([])
  })

  it('have the inbox in them though the server lists none', () => {
    expect(planFolders([], [], none).watched.map(({ path }) => path)).toEqual(['INBOX'])
  })

  it('are worth a notice when they are new, on the top level and not what the office sent or threw away', () => {
    const listed = ['A', 'B', 'INBOX/C'].map((path) => folder(path))
    const plan = planFolders([], [...listed, folder('Sent', '\\Sent'), folder('Bin', '\\Trash')], none)
    expect(newFolders(plan, ['A'])).toEqual(['B'])
    expect(newFolders(plan, null)).toEqual([])
  })
})

describe('line 23: a poller', () => {
  it.each([
    [179, false],
    [180, true],
  ])('that got nothing for %i seconds, polling every 60, has to connect again: %s', (seconds, expected) => {
    const lastProgressAt = new Date(NOW.getTime() - seconds * 1000)
    expect(mustReconnect({ lastProgressAt, pollSeconds: 60 }, NOW)).toBe(expected)
  })

  it.each([
    [{ watchedSince: ago(20), lastPolledAt: ago(9), lastProgressAt: null }, false],
    [{ watchedSince: ago(20), lastPolledAt: ago(10), lastProgressAt: null }, true],
    [{ watchedSince: ago(20), lastPolledAt: ago(15), lastProgressAt: ago(1) }, false],
    [{ watchedSince: ago(9), lastPolledAt: null, lastProgressAt: null }, false],
    [{ watchedSince: ago(10), lastPolledAt: null, lastProgressAt: null }, true],
    [{ watchedSince: null, lastPolledAt: ago(90), lastProgressAt: null }, false],
  ])('with the times %o leaves its mailbox unread: %s', (times, expected) => {
    expect(isBlind(times, NOW)).toBe(expected)
  })
})
