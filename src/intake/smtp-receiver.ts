/**
 * A mailbox of our own on SMTP, for the demo and for small offices: what a mail
 * program sends here is taken in at once. It listens on loopback unless told
 * otherwise, offers no relay, and answers 250 only when the bytes are committed.
 */
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { StoreDeps } from './store-message.ts'
import { StoreTogether } from './store-together.ts'

/** Over this the sender's server is told so (552) and the writer hears it from them. */
export const LARGEST_MAIL_BYTES = 50 * 1024 * 1024

type ReceiverDeps = StoreDeps & { offices: Offices }
type Receiving = ReceiverDeps & { together: StoreTogether }

export type SmtpReceiver = { port: number; close(): Promise<void> }

/** Starts listening; throws where the port is taken. */
export function startSmtpReceiver(deps: ReceiverDeps, host: string, port: number): Promise<SmtpReceiver> {
  const receiving = { ...deps, together: new StoreTogether(deps) }
  const server = new SMTPServer({
    banner: 'Waypost',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST_MAIL_BYTES,
    logger: false,
    onRcptTo: (address, _session, callback) => {
      const known = deps.offices.officeOfAddress(address.address) !== undefined
      callback(known ? undefined : refusal(550, 'No office here has that address'))
    },
    onData: (stream, session, callback) => {
      receive(receiving, stream, session).then(
        () => callback(),
        (error: unknown) => callback(asRefusal(error)),
      )
    },
  })
  // Each answer is a line of its own; held back to be sent together they cost the sender 40 ms a step.
  server.server.on('connection', (socket: Socket) => socket.setNoDelay(true))
  server.on('error', (error) => logEvent('smtp.failed', errorFields(error)))
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      server.server.off('error', reject)
      const bound = server.server.address()
      resolve({
        port: typeof bound === 'object' && bound ? bound.port : port,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
  })
}

/** One copy for each office that the mail is addressed to: offices may not see each other's. */
async function receive(
  deps: Receiving,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) {
    // Read to its end, as SMTP has it, but not kept: a sender without end would fill our memory.
    if (stream.sizeExceeded) chunks.length = 0
    else chunks.push(chunk as Uint8Array)
  }
  if (stream.sizeExceeded) throw refusal(552, 'The message is larger than 50 MB')
  const envelopeFrom = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
  const receivedAt = deps.now()
  const source = Buffer.concat(chunks)
  for (const [officeId, mailbox] of recipients(deps.offices, session)) {
    await deps.together.store({
      officeId,
      mailbox,
      folder: 'SMTP',
      channel: 'email',
      source,
      receivedAt,
      envelopeFrom,
    })
  }
}

function recipients(offices: Offices, session: SMTPServerSession): Map<string, string> {
  const found = new Map<string, string>()
  for (const { address } of session.envelope.rcptTo) {
    const office = offices.officeOfAddress(address)
    if (office && !found.has(office.id)) found.set(office.id, address.toLowerCase())
  }
  return found
}

const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode })

/** Anything unforeseen is 451, try again later: the sender's server then keeps the mail for us. */
function asRefusal(error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error
  logEvent('smtp.not-stored', errorFields(error))
  return refusal(451, 'Could not be stored, please try again')
}
