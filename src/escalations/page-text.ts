import type { RiskCategory } from '../triage/risk.ts'

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
}): { subject: string; text: string } {
  const urgency = page.level === 'immediate' ? 'Risk to life or of serious harm' : 'Risk to safety'
  const kinds =
    page.categories.length > 0
      ? page.categories.join(', ').replaceAll('-', ' ')
      : 'the message could not be read'
  return {
    subject: `${page.level === 'immediate' ? 'IMMEDIATE' : 'SERIOUS'}: ${page.reference} needs an answer now`,
    text: [
      `${urgency} in a message to ${page.officeName}.`,
      '',
      `Case: ${page.reference}`,
      `Level: ${page.level}`,
      `Kind: ${kinds}`,
      '',
      'Open the alert, sign in and press “I am dealing with this”:',
      page.link,
      '',
      page.step === 0
        ? 'If nobody answers, the next person on the duty list is told.'
        : 'Nobody has answered this alert yet. It goes on to the next person until somebody does.',
      'Opening this mail or the link does not answer the alert.',
      'Do not forward this mail. If someone is in danger now, call 999.',
      '',
    ].join('\n'),
  }
}
