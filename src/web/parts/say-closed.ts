import type { Opening } from '../../scans/may-open.ts'
import type { WebContext } from '../web-deps.ts'
import { refuse } from './refusal.tsx'
import { sayScan, scanTag } from './scan-words.ts'

/** The page in place of a file that was not found clean. */
export const sayClosed = (c: WebContext, opening: Opening): Promise<Response> =>
  refuse(c, {
    title: `This file cannot be opened: ${scanTag(opening).toLowerCase()}`,
    because: sayScan(opening),
    status: 409,
    signedIn: c.get('signedIn'),
  })
