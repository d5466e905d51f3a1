import type { AlertState } from '../db/alert-states.ts'
import type { RiskCategory } from '../triage/risk.ts'

/** What a page says of an alert that somebody answered and that has stood still since. */
const NOT_DONE: Partial<Record<AlertState, { subject: string; sentence: string }>> = {
  answered: {
    subject: 'was answered and not decided',
    sentence:
      'A colleague answered this alert and has not said since what was done. Make sure that somebody does it.',
  },
  deciding: {
    subject: 'waits for a second person',
    sentence: 'A colleague has put forward a decision that a second person has to agree to or refuse.',
  },
  referred: {
    subject: 'has no reply yet',
    sentence:
      'Somebody was told, and nobody has noted whether they took it on. Ask them, and note the answer.',
  },
  declined: {
    subject: 'was declined and is nobody’s',
    sentence: 'Whoever was told declined it. Nobody has been told since: find out who takes it on.',
  },
}

/** The sentence that says who is told next. */
function whatNext({ step, state }: { step: number; state: AlertState }): string {
  if (NOT_DONE[state]) return 'The next person on the duty list is told until it is noted.'
  return step === 0
    ? 'If nobody answers, the next person on the duty list is told.'
    : 'Nobody has answered yet. It goes on to the next person until somebody does.'
}

export type PagedAlert = { reference: string; categories: readonly RiskCategory[]; link: string }

export type PageWords = {
  officeName: string
  level: 'immediate' | 'serious'
  /** One, or several that are due together. */
  alerts: readonly PagedAlert[]
  /** Where all of them stand. */
  queueLink: string
  step: number
  state: AlertState
}

const CLOSING = [
  'Opening this mail or a link does not answer an alert.',
  'Do not forward this mail. If someone is in danger now, call 999.',
  '',
]

/**
 * The words of a page, and the same in a few for a telephone. It may be read on a locked
 * screen by anybody near it, so it carries no name, no address and not a word of the
 * letter: the reference, how urgent, what kind, and where to answer (D-18).
 */
export function pageText(page: PageWords): { subject: string; text: string; short: string } {
  const [alert] = page.alerts
  return alert && page.alerts.length === 1 ? pageOfOne(page, alert) : pageOfMany(page)
}

const urgencyOf = ({ level }: PageWords): string =>
  level === 'immediate' ? 'Risk to life or of serious harm' : 'Risk to safety'

function pageOfOne(page: PageWords, alert: PagedAlert): ReturnType<typeof pageText> {
  const notDone = NOT_DONE[page.state]
  const subject = `${page.level.toUpperCase()}: ${alert.reference} ${notDone?.subject ?? 'needs an answer now'}`
  const kinds = sayKinds(alert)
  return {
    subject,
    text: [
      `${urgencyOf(page)} in a message to ${page.officeName}.`,
      '',
      `Case: ${alert.reference}`,
      `Level: ${page.level}`,
      `Kind: ${kinds}`,
      '',
      ...(notDone
        ? [notDone.sentence, '', 'Open the alert and sign in:', alert.link, '']
        : ['Open the alert, sign in and press “I am dealing with this”:', alert.link, '']),
      whatNext(page),
      ...CLOSING,
    ].join('\n'),
    short: `${page.officeName} ${subject} (${kinds}). Sign in and answer: ${alert.link}`,
  }
}

/** Each with its own link: an answer to one is no answer to the others. */
function pageOfMany(page: PageWords): ReturnType<typeof pageText> {
  const count = page.alerts.length
  const subject = `${page.level.toUpperCase()}: ${count} alerts need an answer now`
  const references = page.alerts.map(({ reference }) => reference).join(' ')
  return {
    subject,
    text: [
      `${urgencyOf(page)} in ${count} messages to ${page.officeName}. Each needs an answer of its own.`,
      '',
      ...page.alerts.flatMap((alert) => [`${alert.reference}: ${sayKinds(alert)}`, alert.link, '']),
      'All of them stand in the safety lane of the queue:',
      page.queueLink,
      '',
      whatNext(page),
      ...CLOSING,
    ].join('\n'),
    short: `${page.officeName} ${subject}: ${references}. Sign in and answer each: ${page.queueLink}`,
  }
}

const sayKinds = ({ categories }: PagedAlert): string =>
  categories.length > 0 ? categories.join(', ').replaceAll('-', ' ') : 'the message could not be read'
