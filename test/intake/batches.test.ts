import { describe, expect, it } from 'vitest'
import { batchesOf } from '../../src/intake/batches.ts'
import { type Judged, judge, type Raw } from '../../src/intake/judge.ts'
import { sha256 } from '../../src/intake/store-message.ts'
import { rulebook } from '../service.ts'

const judged = (from: string, more = ''): Promise<Judged> => {
  const source = new TextEncoder().encode(
    `From: ${from}\r\n${more.includes('Subject:') ? '' : 'Subject: A letter\r\n'}${more}\r\nGood morning.\r\n`,
  )
  const raw = {
    source,
    sha256: sha256(source),
    envelopeFrom: from,
    cutShort: false,
    wholeOf: null,
    channel: 'email',
  }
  return judge(raw as unknown as Raw, rulebook.judge)
}
const sendersOf = (batches: Judged[][]) =>
  batches.map((batch) => batch.map(({ message }) => message.from?.address.split('@')[0]))

describe('letters that are recorded together', () => {
  it('are those of different people who answer nothing', async () => {
    const letters = [
      await judged('a@example.net'),
      await judged('b@example.net'),
      await judged('c@example.net'),
    ]
    expect(sendersOf(batchesOf(letters))).toEqual([['a', 'b', 'c']])
  })

  it('are never two of one sender', async () => {
    const letters = [
      await judged('a@example.net'),
      await judged('b@example.net'),
      await judged('a@example.net', 'X-Second: yes\r\n'),
    ]
    expect(sendersOf(batchesOf(letters))).toEqual([['a', 'b'], ['a']])
  })

  it('are never two with one Message-ID, whoever sent them', async () => {
    const id = 'Message-ID: <one@example.net>\r\n'
    const letters = [await judged('a@example.net', id), await judged('b@example.net', id)]
    expect(sendersOf(batchesOf(letters))).toEqual([['a'], ['b']])
  })

  it('leave alone what answers another message', async () => {
    const letters = [
      await judged('a@example.net'),
      await judged('b@example.net', 'In-Reply-To: <ack.x@example.org>\r\n'),
      await judged('c@example.net'),
    ]
    expect(sendersOf(batchesOf(letters))).toEqual([['a'], ['b'], ['c']])
  })

  it('leave alone what may answer by its subject, and what a mail server sends', async () => {
    const letters = [
      await judged('a@example.net'),
      await judged('b@example.net', 'Subject: Re: [MOPAC-26-000123-4 abcdefghjk]\r\n'),
      await judged(''),
      await judged('c@example.net'),
    ]
    expect(batchesOf(letters).map((batch) => batch.length)).toEqual([1, 1, 1, 1])
  })

  it('keep their order and lose none', async () => {
    const letters = await Promise.all(
      Array.from({ length: 30 }, (_, n) => judged(`${n % 7}@example.net`, `X-N: ${n}\r\n`)),
    )
    expect(batchesOf(letters).flat()).toEqual(letters)
    expect(batchesOf([])).toEqual([])
  })
})
