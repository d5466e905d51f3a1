import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The token that every form of a session carries. Made from the session's id, which
 * no page shows and no other site can know, so that it needs no place of its own.
 */
export const formTokenOf = (secretKey: string, sessionId: string): string =>
  createHmac('sha256', secretKey).update(`waypost form ${sessionId}`).digest('base64url')

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export const sameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())
