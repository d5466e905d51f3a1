import type { Notice, Trouble } from './state.ts'

/** What is wrong in a sentence, and what to do. */
const SAYS: Readonly<Record<Trouble, string>> = {
  gone: 'The service does not answer. No letter is taken in and nobody is paged.',
  database: 'The service answers and has no database. No letter is taken in and nobody is paged.',
  intake: 'Letters are not being read from a mailbox, or wait to be taken in.',
  jobs: 'The service has stopped doing its jobs: what came is not paged.',
  pages: 'Pages to duty staff do not leave.',
  'canary-not-sent':
    'The watchdog cannot send its own test messages: its outgoing mail server does not take them.',
  'canary-missing': 'A test message that the watchdog sent to the mailbox has not reached the service.',
  'canary-not-paged': 'A test message reached the service, and the page that it owes has not left.',
}

const DOING =
  'Read the mailbox by hand until this is over, tell the duty officer by telephone, and call the people who run the service.'

/** The words of a notice, for a mail and for a webhook. */
export function noticeText({ name, kind, trouble, since, at }: Notice): { subject: string; text: string } {
  const says = SAYS[trouble]
  const minutes = Math.round((at - since) / 60_000)
  const long = minutes < 1 ? 'less than a minute' : `${minutes} minutes`
  const beginning = { raised: 'Waypost watchdog', still: 'Still', over: 'Over' }[kind]
  return {
    subject: `${beginning}: ${name}: ${says.split(/[.:] /)[0]?.replace(/\.$/, '')}`,
    text:
      kind === 'over'
        ? `This is over, after ${long}:\n\n${says}\n`
        : `${says}\n\nSince ${new Date(since).toISOString()}, for ${long}.\n\n${DOING}\n`,
  }
}
