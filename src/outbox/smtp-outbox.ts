import { createTransport, type SentMessageInfo } from 'nodemailer'
import { TryAgainLater } from '../errors.ts'
import type { Handover, Outbox, OutgoingMail } from './outbox.ts'

/** How nodemailer names the stage at which an error came; after DATA nobody knows who has the mail. */
const AFTER_THE_TEXT = 'DATA'

/**
 * Sends over SMTP: implicit TLS for smtps://, STARTTLS wherever the server offers it
 * for smtp:// (A-09), with certificates checked unless the server is this machine.
 */
export function smtpOutbox(url: string): Outbox {
  const { hostname } = new URL(url)
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ignoreTLS: hostname === '127.0.0.1' || hostname === 'localhost',
  } as Parameters<typeof createTransport>[0])
  return {
    send: async (mail) => {
      try {
        const info: SentMessageInfo = await transport.sendMail(asNodemailer(mail))
        return { state: 'handed-over', response: codeOf(String(info.response ?? '250')) }
      } catch (error) {
        return whatBecameOfIt(error)
      }
    },
    close: async () => transport.close(),
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
  ...(mail.nullReturnPath ? { envelope: { from: '', to: mail.to } } : {}),
})

const codeOf = (response: string): number => Number.parseInt(response, 10) || 250

/** Turns a driver's error into our outcome, without its text: that quotes addresses. */
function whatBecameOfIt(error: unknown): Handover {
  const { responseCode, command } = error as { responseCode?: number; command?: string }
  if (responseCode !== undefined && responseCode >= 500) return { state: 'refused', response: responseCode }
  if (responseCode === undefined && command === AFTER_THE_TEXT) return { state: 'unknown' }
  throw new TryAgainLater('The outgoing mail server did not take the mail')
}
