/**
 * The message ids that we give our own mails. They carry the case reference and a
 * seal, so that an answer finds its case by a token only we can make, and never by
 * its subject line, which anybody can type.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export type OurMail = 'ack' | 'reply' | 'page' | 'alarm' | 'deadlines'

/** Ten bytes: too many to guess one by mail, short enough for a header line. */
const SEAL_BYTES = 10

const seal = (secretKey: string, kind: OurMail, about: string): string =>
  createHmac('sha256', secretKey).update(`${kind}.${about}`).digest().subarray(0, SEAL_BYTES).toString('hex')

/** A Message-ID for a mail about a case or a page: `<ack.MOPAC-26-000123-4.seal@domain>`. */
export const ourMessageId = (secretKey: string, kind: OurMail, about: string, domain: string): string =>
  `<${kind}.${about}.${seal(secretKey, kind, about)}@${domain}>`

/** What an id of ours is about; undefined where it is not ours or its seal is wrong. */
export function readOurMessageId(
  secretKey: string,
  id: string,
): { kind: OurMail; about: string } | undefined {
  const found =
    /^<(ack|reply|page|alarm)\.([A-Za-z0-9-]{1,60}(?:\.\d{1,6})?)\.([0-9a-f]{20})@[^<>\s]{1,255}>$/.exec(id)
  if (!found) return undefined
  const [, kind, about, given] = found as unknown as [string, OurMail, string, string]
  const expected = Buffer.from(seal(secretKey, kind, about))
  return timingSafeEqual(expected, Buffer.from(given)) ? { kind, about } : undefined
}
