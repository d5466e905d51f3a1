import type { Acting } from '../../cases/act-on-case.ts'
import type { WebContext, WebDeps } from '../web-deps.ts'

/** Whoever is signed in, acting now in that case. */
export function by(deps: WebDeps, c: WebContext, caseId: string): Acting {
  const { office, userKey, userName } = c.get('signedIn')
  return { office, caseId, actor: userKey, actorName: userName, now: deps.now() }
}
