import type { ImapAccount } from '../config.ts'
import { TokenNotGiven } from '../tokens/ask-for-token.ts'
import { TokenKeeper } from '../tokens/token-keeper.ts'
import { LIMITS, type LineLimits } from './imap-client.ts'
import { type Credentials, ImapLine } from './imap-line.ts'
import { accountOn, examine, givenCredentials } from './imap-mailbox.ts'
import { type MailAccount, MailServerFailed } from './mailbox.ts'

/**
 * The one connection of an account, kept from poll to poll: all folders are read over
 * it in turn, and between polls it listens in the inbox. Broken, or signed in with a
 * token that was renewed since, it is not mended: the next poll gets a new one.
 */
export class KeptLine {
  readonly #account: ImapAccount
  readonly #limits: LineLimits
  readonly #tokens: TokenKeeper | undefined
  #line: ImapLine | undefined
  #signedInWith = ''
  #isTokenOverdue = false

  constructor(account: ImapAccount, deps: { now: () => Date; limits?: LineLimits; tokenTimeoutMs?: number }) {
    this.#account = account
    this.#limits = deps.limits ?? LIMITS
    this.#tokens =
      account.oauth &&
      new TokenKeeper(account.oauth, {
        now: deps.now,
        ...(deps.tokenTimeoutMs === undefined ? {} : { timeoutMs: deps.tokenTimeoutMs }),
      })
  }

  /**
   * `isSignedIn`: and nothing has broken since. `isTokenOverdue`: the access token could
   * not be renewed, whether or not the old one still works.
   */
  get state(): { isSignedIn: boolean; isTokenOverdue: boolean } {
    return { isSignedIn: this.#line?.isUsable === true, isTokenOverdue: this.#isTokenOverdue }
  }

  /** The account for one poll, on the connection that stands or on a new one; closing it leaves the line as it is. */
  async open(): Promise<MailAccount> {
    const { credentials, isNew } = await this.#credentials()
    if (!this.state.isSignedIn || this.#signedInWith !== JSON.stringify(credentials)) {
      await this.#line?.close()
      await this.#connect(credentials).catch((error) => this.#onceMore(error, credentials, isNew))
    }
    if (!this.#line) throw new MailServerFailed('cut-off')
    return { ...accountOn(this.#line, this.#account), close: async () => {} }
  }

  /**
   * Opens the inbox and listens there; `ring` when something happens in it. False where
   * the line does not stand. Only ever a doorbell: nobody may rely on it.
   */
  async listen(ring: () => void): Promise<boolean> {
    if (!this.#line || !this.state.isSignedIn) return false
    await examine(this.#line, 'INBOX')
    this.#line.listen(ring)
    return true
  }

  /** Ends the connection at once; whatever waits on it fails with `no-answer`. */
  hangUp(): void {
    this.#line?.hangUp(new MailServerFailed('no-answer'))
  }

  /** Takes leave of the server. */
  async close(): Promise<void> {
    await this.#line?.close()
  }

  async #connect(credentials: Credentials): Promise<void> {
    const line = new ImapLine(this.#account, credentials, this.#limits)
    this.#line = line
    await line.connect()
    this.#signedInWith = JSON.stringify(credentials)
  }

  /**
   * A kept token that is refused may have been taken back before its time, so a new one
   * is tried at once. A password is not tried again: the server counts.
   */
  async #onceMore(error: unknown, refused: Credentials, isNew: boolean): Promise<void> {
    const isRefused = error instanceof MailServerFailed && error.outcome === 'sign-in-refused'
    if (!this.#tokens || !('accessToken' in refused) || isNew || !isRefused) throw error
    this.#tokens.forget(refused.accessToken)
    await this.#connect((await this.#credentials()).credentials)
  }

  async #credentials(): Promise<{ credentials: Credentials; isNew: boolean }> {
    if (!this.#tokens) return { credentials: givenCredentials(this.#account), isNew: true }
    this.#isTokenOverdue = true
    const { value, isNew, isOverdue } = await this.#tokens.current().catch((error: unknown) => {
      if (!(error instanceof TokenNotGiven)) throw error
      throw new MailServerFailed('token-not-given', { cause: error, waitMs: error.waitMs })
    })
    this.#isTokenOverdue = isOverdue
    return { credentials: { accessToken: value }, isNew }
  }
}
