import { createTransport, type SentMessageInfo } from 'nodemailer'
import { TryAgainLater } from '../errors.ts'
import type { Handover, Outbox, OutgoingMail } from './outbox.ts'
import { SignInRefused, type SmtpAuth, type TokenSignIn, withSignIn } from './smtp-sign-in.ts'

/** `setUpMs`: from the first packet through TLS to the greeting. */
type Limits = { setUpMs: number; answerMs: number; wholeMs: number }

/**
 * Seconds, so that the next person is told; but long enough for a server that scans a
 * mail before it answers. `wholeMs` ends a server that drips its answers for ever.
 */
const URGENT: Limits = { setUpMs: 5_000, answerMs: 10_000, wholeMs: 20_000 }
/** Nobody waits for these, and one given up too early is one of unknown outcome that is never sent again. */
const PATIENT: Limits = { setUpMs: 30_000, answerMs: 60_000, wholeMs: 100_000 }

/** At these the server speaks about this mail; before them about us or itself, which a person can mend. */
const ABOUT_THE_MAIL = ['MAIL FROM', 'RCPT TO', 'DATA']

export type OutboxOptions = {
  /** The return path where the server refuses the null one; an address that nothing answers. */
  bounceAddress?: string | undefined
  /** In place of a password in the address of the server. */
  signIn?: TokenSignIn | undefined
  /** For tests; see URGENT and PATIENT. */
  limits?: { urgent: Limits; patient: Limits }
}

type Tried = { handover: Handover; command: string }

/**
 * Sends over SMTP: implicit TLS for smtps://, STARTTLS wherever the server offers it
 * for smtp:// (A-09), with certificates checked unless the server is this machine.
 *
 * One connection a mail and no pool: a pool sends a mail again by itself when its line
 * breaks, also after the final dot, and then one person has it twice and we know nothing.
 */
export function smtpOutbox(url: string, options: OutboxOptions = {}): Outbox {
  const closing = new AbortController()
  const send = async (mail: OutgoingMail): Promise<Handover> => {
    const limits = mail.urgent ? (options.limits?.urgent ?? URGENT) : (options.limits?.patient ?? PATIENT)
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(limits.wholeMs)])
    const tryFrom = (returnPath: string) =>
      withSignIn(options.signIn, mail.from.address, (auth) =>
        attempt({ url, limits, signal, auth }, mail, returnPath),
      )
    const first = await tryFrom(mail.nullReturnPath ? '' : mail.from.address)
    if (first.handover.state !== 'refused' || !mail.nullReturnPath) return first.handover
    const other = options.bounceAddress ?? (mail.urgent ? mail.from.address : undefined)
    if (other !== undefined) return (await tryFrom(other)).handover
    return first.command === 'MAIL FROM' ? { ...first.handover, because: 'null-sender' } : first.handover
  }
  return { send, close: async () => closing.abort() }
}

/**
 * Connects and signs in as the sender, and sends nothing: for whoever looks whether the
 * settings work. Throws TokenNotGiven, SignInRefused, or what the driver says of the line.
 */
export async function trySigningIn(
  url: string,
  signIn: TokenSignIn | undefined,
  sender: string,
): Promise<void> {
  await withSignIn(signIn, sender, async (auth) => {
    const transport = transportTo({ url, limits: PATIENT, auth })
    try {
      await transport.verify()
    } catch (error) {
      throw isSignInRefused(error) ? new SignInRefused('The outgoing mail server refused the sign-in') : error
    } finally {
      transport.close()
    }
  })
}

type Line = { url: string; limits: Limits; auth: SmtpAuth }

function transportTo({ url, limits, auth }: Line) {
  const { hostname, username } = new URL(url)
  const isThisMachine = hostname === '127.0.0.1' || hostname === 'localhost'
  return createTransport({
    url,
    ...auth,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: limits.setUpMs,
    dnsTimeout: limits.setUpMs,
    greetingTimeout: limits.setUpMs,
    socketTimeout: limits.answerMs,
    ignoreTLS: isThisMachine,
    // Whoever takes STARTTLS out of the server's answer must not get a password or a token for it.
    requireTLS: !isThisMachine && (auth.auth !== undefined || username !== ''),
  } as Parameters<typeof createTransport>[0])
}

async function attempt(
  by: Line & { signal: AbortSignal },
  mail: OutgoingMail,
  returnPath: string,
): Promise<Tried> {
  const transport = transportTo(by)
  let textIsSent = false
  transport.use('stream', ({ message }, done) => {
    // Read to its end only after the server said 354; the final dot follows in the same breath.
    message.processFunc((text) => text.once('end', () => (textIsSent = true)))
    done()
  })
  try {
    const info: SentMessageInfo = await transport.sendMail({
      ...asNodemailer(mail),
      envelope: { from: returnPath, to: mail.to },
      signal: by.signal,
    } as Parameters<typeof transport.sendMail>[0])
    return {
      handover: { state: 'handed-over', response: codeOf(String(info.response ?? '250')) },
      command: '',
    }
  } catch (error) {
    return whatBecameOfIt(error, { textIsSent, returnPath })
  } finally {
    transport.close()
  }
}

const asNodemailer = (mail: OutgoingMail) => ({
  messageId: mail.messageId,
  from: mail.from,
  to: mail.to,
  subject: mail.subject,
  text: mail.text,
  headers: { ...mail.headers },
  ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo, references: mail.inReplyTo } : {}),
})

const codeOf = (response: string): number => Number.parseInt(response, 10) || 250

/** Of our credentials, and not because the server cannot look at them for now (4xx). */
function isSignInRefused(error: unknown): boolean {
  const { code, responseCode = 535 } = error as { code?: unknown; responseCode?: number }
  return code === 'EAUTH' && responseCode >= 500
}

/**
 * Exchange Online says of each mail what it means of our rights: that who signed in may
 * not send under that address. A person can mend it, and then the mail leaves. Said of
 * the null sender, it is the refusal of that one.
 */
const MAY_NOT_SEND_AS = /\b(?:5\.2\.252|5\.7\.60)\b/

/**
 * Turns a driver's error into our outcome, without its text: that quotes addresses. The
 * driver names a line that broke after the dot like one that never came about, so what
 * it says of the stage is not asked, but whether the whole text had gone.
 */
function whatBecameOfIt(
  error: unknown,
  { textIsSent, returnPath }: { textIsSent: boolean; returnPath: string },
): Tried {
  if (isSignInRefused(error)) throw new SignInRefused('The outgoing mail server refused the sign-in')
  const { responseCode, response = '', command = '' } = error as DriverError
  const isOfUs = returnPath !== '' && MAY_NOT_SEND_AS.test(response)
  const isOfTheMail = ABOUT_THE_MAIL.includes(command) && !isOfUs
  if (responseCode !== undefined && responseCode >= 500 && isOfTheMail)
    return { handover: { state: 'refused', response: responseCode }, command }
  if (responseCode === undefined && textIsSent) return { handover: { state: 'unknown' }, command }
  throw new TryAgainLater('The outgoing mail server did not take the mail')
}

type DriverError = { responseCode?: number; response?: string; command?: string }
