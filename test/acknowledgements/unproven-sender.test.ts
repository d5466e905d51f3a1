import { describe, expect, it } from 'vitest'
import { areAligned, unprovenSender } from '../../src/acknowledgements/unproven-sender.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail } from '../message/a-message.ts'

const OURS = ['mx.mopac.example.org']

const isProven = async (returnPath: string, results: string[], trusted = OURS): Promise<boolean> => {
  const mail = aMail({ from: 'alma@example.net', returnPath, headers: { 'Authentication-Results': results } })
  return unprovenSender(await parseMessage(mail), trusted) === undefined
}

const ALIGNED = 'alma@mail.example.net'
const STRANGER = 'victim@example.com'

describe('a sender', () => {
  it.each<[string, string, string[], boolean]>([
    ['aligned, without any results', ALIGNED, [], true],
    ['unaligned, without any results', STRANGER, [], false],
    [
      'aligned, with a DMARC failure',
      ALIGNED,
      ['mx.mopac.example.org; dmarc=fail header.from=example.net'],
      false,
    ],
    [
      'aligned, with a DMARC failure in capitals and comments',
      ALIGNED,
      ['MX.MOPAC.example.org (our server; really) 1;\r\n spf=pass;\r\n DMARC = Fail (p=reject (sp=none))'],
      false,
    ],
    [
      'aligned, with a failure in a comment only',
      ALIGNED,
      ['mx.mopac.example.org; dmarc=pass (not dmarc=fail; at all)'],
      true,
    ],
    [
      'aligned, with a failure that another server wrote',
      ALIGNED,
      ['mx.elsewhere.example; dmarc=fail'],
      true,
    ],
    ['aligned, with a temporary error', ALIGNED, ['mx.mopac.example.org; dmarc=temperror'], true],
    [
      'unaligned, with a DMARC pass',
      STRANGER,
      ['mx.mopac.example.org; dmarc=pass header.from=example.net'],
      true,
    ],
    [
      'unaligned, with its own signature',
      STRANGER,
      ['mx.mopac.example.org; dkim=pass header.d=example.net'],
      true,
    ],
    [
      'unaligned, with the signature of the return path',
      STRANGER,
      ['mx.mopac.example.org; dkim=pass header.i=@news.example.com'],
      true,
    ],
    [
      'unaligned, with a signature whose owner is not named',
      STRANGER,
      ['mx.mopac.example.org; dkim=pass'],
      true,
    ],
    [
      'unaligned, with the signature of a third domain',
      STRANGER,
      ['mx.mopac.example.org; dkim=pass header.d=example.org'],
      false,
    ],
    [
      'unaligned, with a failed signature',
      STRANGER,
      ['mx.mopac.example.org; dkim=fail header.d=example.net'],
      false,
    ],
    [
      'unaligned, with a good second signature',
      STRANGER,
      ['mx.mopac.example.org; dkim=fail header.d=a.example; dkim=pass header.d="example.net"'],
      true,
    ],
    [
      'unaligned, with a pass forged under the name of another server',
      STRANGER,
      ['mx.elsewhere.example; dkim=pass header.d=example.net'],
      false,
    ],
    [
      'unaligned, with a pass forged below our own results',
      STRANGER,
      ['mx.mopac.example.org; dkim=none', 'mx.mopac.example.org; dkim=pass header.d=example.net'],
      false,
    ],
    [
      'unaligned, with our results below those of a scanner',
      STRANGER,
      ['scan.example; x=y', 'mx.mopac.example.org; dkim=pass header.d=example.net'],
      true,
    ],
    ['unaligned, with nothing but our name', STRANGER, ['mx.mopac.example.org; none'], false],
  ])('%s', async (_, returnPath, results, expected) => {
    expect(await isProven(returnPath, results)).toBe(expected)
  })

  it('is not proven by results when no server is trusted', async () => {
    expect(await isProven(STRANGER, ['mx.mopac.example.org; dkim=pass header.d=example.net'], [])).toBe(false)
  })
})

describe('two domains', () => {
  it.each([
    ['example.net', 'example.net', true],
    ['example.net', 'bounce.mail.example.net', true],
    ['news.example.net', 'mail.example.net', true],
    ['example.net', 'example.com', false],
    ['example.net', 'notexample.net', false],
    ['london.gov.uk', 'mopac.london.gov.uk', true],
    ['camden.gov.uk', 'barnet.gov.uk', false],
    ['one.org.uk', 'two.org.uk', false],
    ['one.com.au', 'two.com.au', false],
    ['', '', false],
  ])('%s and %s are of one organisation: %s', (one, other, expected) => {
    expect(areAligned(one, other)).toBe(expected)
  })
})
