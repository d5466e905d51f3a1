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
    : 'Nobody has answered this alert yet. It goes on to the next person until somebody does.'
}

/**
 * The words of a page. It may be read on a locked telephone by anybody near it, so
 * it carries no name, no address and not a word of the letter: the reference, how
 * urgent, what kind, and where to answer (D-18).
 */
export function pageText(page: {
  officeName: string
  reference: string
  level: 'immediate' | 'serious'
  categories: readonly RiskCategory[]
  link: string
  step: number
  state: AlertState
}): { subject: string; text: string } {
  const urgency = page.level === 'immediate' ? 'Risk to life or of serious harm' : 'Risk to safety'
  const kinds =
    page.categories.length > 0
      ? page.categories.join(', ').replaceAll('-', ' ')
      : 'the message could not be read'
  return {
    subject: `${page.level === 'immediate' ? 'IMMEDIATE' : 'SERIOUS'}: ${page.reference} ${NOT_DONE[page.state]?.subject ?? 'needs an answer now'}`,
    text: [
      `${urgency} in a message to ${page.officeName}.`,
      '',
      `Case: ${page.reference}`,
      `Level: ${page.level}`,
      `Kind: ${kinds}`,
      '',
      ...(NOT_DONE[page.state]
        ? [NOT_DONE[page.state]?.sentence ?? '', '', 'Open the alert and sign in:', page.link, '']
        : ['Open the alert, sign in and press “I am dealing with this”:', page.link, '']),
      whatNext(page),
      'Opening this mail or the link does not answer the alert.',
      'Do not forward this mail. If someone is in danger now, call 999.',
      '',
    ].join('\n'),
  }
}
