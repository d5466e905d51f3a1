import type { Message } from '../message/message.ts'
import { valuesOf } from '../message/read-addresses.ts'

/** From here on Exchange calls a message spam; it goes to 9. */
const SPAM_CONFIDENCE = 5

/** How the common filters write down that a message is spam, phishing or infected. */
const VERDICTS: readonly [header: string, isBad: (value: string) => boolean][] = [
  ['x-spam-flag', (value) => /^yes\b/i.test(value)],
  ['x-spam-status', (value) => /^yes\b/i.test(value)],
  ['x-spam', (value) => /^(?:yes|true)\b/i.test(value)],
  ['x-virus-status', (value) => /^(?:yes|infected)\b/i.test(value)],
  ['x-ms-exchange-organization-scl', (value) => Number(value) >= SPAM_CONFIDENCE],
  [
    'x-forefront-antispam-report',
    (value) =>
      /\bSFV:(?:SPM|SKS|SKB)\b|\bCAT:(?:SPM|HSPM|PHSH|HPHSH|HPHISH|MALW|AMP)\b|\bSCL:[5-9]\b/i.test(value),
  ],
]

/**
 * Why the mail provider calls it spam or infected, in a sentence; undefined where it does
 * not. A sender who forges such a header only keeps an acknowledgement from himself.
 */
export function providerVerdict(message: Message): string | undefined {
  const found = VERDICTS.find(([header, isBad]) =>
    valuesOf(message.headers, header).some((value) => isBad(value.trim())),
  )
  return found && `The mail provider marked it as spam or infected (${found[0]}).`
}
