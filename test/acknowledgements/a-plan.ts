import {
  type AcknowledgementAsked,
  type AcknowledgementPlan,
  NOTHING_KNOWN,
  planAcknowledgement,
} from '../../src/acknowledgements/plan.ts'
import type { Message } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { mailboxesOf } from '../../src/offices/mailboxes.ts'
import type { Risk, RiskCategory } from '../../src/triage/risk.ts'
import { aMail, type MailParts } from '../message/a-message.ts'
import { theOffice } from '../offices/rules-on-disk.ts'

export const NO_RISK: Risk = { level: 'none', flags: [] }

/** A risk with one flag of that category. */
export const aRisk = (category: RiskCategory, level: 'none' | 'serious' | 'immediate' = 'serious'): Risk => ({
  level,
  flags: [
    { ruleId: 'risk/example', category, level, evidence: 'A', start: 0, end: 1, because: 'An example.' },
  ],
})

/** What is decided on a message to MOPAC about which nothing else is known. */
export const planOf = (message: Message, given: Partial<AcknowledgementAsked> = {}): AcknowledgementPlan =>
  planAcknowledgement({
    message,
    office: theOffice('mopac'),
    risk: NO_RISK,
    ownMailboxes: mailboxesOf(theOffice('mopac')),
    authservIds: ['mx.mopac.example.org'],
    known: NOTHING_KNOWN,
    ...given,
  })

/** The same of a mail as it came over the wire. */
export const planOfMail = async (
  mail: MailParts,
  given: Partial<AcknowledgementAsked> = {},
): Promise<AcknowledgementPlan> =>
  planOf(await parseMessage(aMail({ to: 'Enquiries <enquiries@mopac.example.org>', ...mail })), given)
