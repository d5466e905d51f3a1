import type { OfficeProfile } from '../../offices/profile.ts'
import type { Offices } from '../../offices/read-offices.ts'
import { isLoopback } from '../parts/cookies.ts'
import { asRole, type Role, roleName } from '../roles.ts'
import type { WebContext, WebDeps } from '../web-deps.ts'
import type { Person } from './session.ts'

/** The posts that the sign-in page of an embedded start offers for each office. */
export const DEMO_ROLES: readonly Role[] = ['enquiries-officer', 'duty-officer', 'rules-reviewer', 'manager']

/**
 * Whether the demo buttons exist for this request. Beside the setting, the request
 * must name loopback as its host: else a page on the internet whose name is made to
 * point at 127.0.0.1 could press the button in somebody's browser and read the answer.
 */
export const demoIsOpen = ({ signIn }: Pick<WebDeps, 'signIn'>, c: WebContext): boolean =>
  signIn.demo && isLoopback(new URL(c.req.url))

export type DemoPost = { office: OfficeProfile; role: Role }

/** The post that a link or a button names, or undefined where there is no such office or role. */
export function findDemoPost(offices: Offices, officeId: unknown, roleWord: unknown): DemoPost | undefined {
  const office = typeof officeId === 'string' ? offices.get(officeId) : undefined
  const role = asRole(roleWord)
  return office && role ? { office, role } : undefined
}

/** Somebody invented, named so that nobody takes the history for the work of a person. */
export const demoPerson = ({ office, role }: DemoPost): Person => ({
  officeId: office.id,
  userKey: `demo:${role}`,
  userName: `Demo ${roleName(role)}`,
  role,
})

/** The links that an embedded start prints: each opens a page with one button, because a GET signs nobody in. */
export const demoLinks = ({ publicUrl, offices }: Pick<WebDeps, 'publicUrl' | 'offices'>): string[] =>
  offices.all.flatMap((office) =>
    DEMO_ROLES.map((role) => `${publicUrl}/sign-in/demo?office=${office.id}&role=${role}`),
  )
