import { TryAgainLater } from '../errors.ts'
import type { TokenKeeper } from '../tokens/token-keeper.ts'

/** Signing in with access tokens, as `user`, or as the sender of each mail. */
export type TokenSignIn = { user?: string | undefined; tokens: TokenKeeper }

/** The outgoing server does not take our credentials; that says nothing about any mail. */
export class SignInRefused extends TryAgainLater {
  readonly code = 'sign-in-refused'
}

type Provide = (user: string, renew: boolean, done: (error: Error | null, token?: string) => void) => void

/** What the driver is told of it (XOAUTH2); nothing where the server's address says who we are. */
export type SmtpAuth = {
  forceAuth?: true
  auth?: { type: 'OAuth2'; user: string; provisionCallback: Provide }
}

/**
 * Does the work signed in. A kept token that is refused may have been taken back before
 * its time, so a new one is tried at once: nothing of a mail has left by then. A new one
 * that is refused is not tried again, and a password never: the server counts.
 */
export async function withSignIn<T>(
  signIn: TokenSignIn | undefined,
  sender: string,
  work: (auth: SmtpAuth) => Promise<T>,
): Promise<T> {
  if (!signIn) return work({})
  const user = signIn.user ?? sender
  const { value, isNew } = await signIn.tokens.current()
  try {
    return await work(authWith(user, value))
  } catch (error) {
    if (isNew || !(error instanceof SignInRefused)) throw error
    signIn.tokens.forget(value)
    return work(authWith(user, (await signIn.tokens.current()).value))
  }
}

/** Also where the server does not offer it: unsigned, it would refuse the mail and not us. */
const authWith = (user: string, token: string): SmtpAuth => ({
  forceAuth: true,
  auth: {
    type: 'OAuth2',
    user,
    // The driver asks again when the token was refused; another one is our own affair.
    provisionCallback: (_user, renew, done) => (renew ? done(new Error('Refused')) : done(null, token)),
  },
})
