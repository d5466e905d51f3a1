import { and, eq } from 'drizzle-orm'
import { cases, clocks } from '../../src/db/schema.ts'
import { plainMail, type TestService } from '../service.ts'

let letters = 0

/** A case of its own with one running clock of that kind, received at that moment. */
export async function aCaseWithClock(service: TestService, at: string, kind = 'foi') {
  const said = LETTERS[kind]
  if (!said) throw new Error(`No letter starts a clock of the kind ${kind}`)
  letters++
  const address = `writer${letters}.${kind}@example.net`
  const before = new Set((await service.read('mopac', (tx) => tx.select().from(cases))).map(({ id }) => id))
  await service.receive(plainMail({ from: `A Writer <${address}>`, ...said }), {
    envelopeFrom: address,
    receivedAt: new Date(at),
  })
  const found = (await service.read('mopac', (tx) => tx.select().from(cases))).find(
    ({ id }) => !before.has(id),
  )
  if (!found) throw new Error('No case was opened')
  const clock = async () => {
    const [row] = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(clocks)
        .where(and(eq(clocks.caseId, found.id), eq(clocks.kind, kind))),
    )
    if (!row) throw new Error(`The letter started no clock of the kind ${kind}`)
    return row
  }
  return { id: found.id, reference: found.reference, clock, clockId: (await clock()).id }
}

const LETTERS: Readonly<Record<string, { subject: string; text: string }>> = {
  foi: {
    subject: 'Freedom of Information request',
    text: 'Under the Freedom of Information Act 2000 please send me the number of officers in each borough.',
  },
  sar: {
    subject: 'Subject access request',
    text: 'I make a subject access request under the UK GDPR. Please send me all personal data that you hold about me.',
  },
  'referral-consideration': {
    subject: 'Complaint about the Commissioner',
    text: 'I wish to complain about the Commissioner of the Metropolitan Police himself. He lied in a statement that he made personally, and I want his own conduct looked into.',
  },
}
