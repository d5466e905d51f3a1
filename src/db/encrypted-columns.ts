/**
 * Where words of letters are kept, and so what is encrypted; docs/encryption.md has the same list with
 * what is not, and why. The value is what a reader gets once the key is destroyed: a page about a
 * case that was disposed of is shown, without its words.
 */
const UNJUDGED = {
  language: 'und',
  route: { primary: 'general-enquiry', others: [], candidates: [], abstained: true },
  risk: { level: 'none', flags: [] },
}

export const ENCRYPTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  raw_messages: { source: new Uint8Array() },
  whole_pieces: { bytes: new Uint8Array() },
  cases: { subject: '' },
  messages: { subject: '', text: '', headers: [], attachments: [], triage: UNJUDGED },
  notes: { text: '' },
  sent_mails: { text: '' },
  referrals: { sheet: '', held_back: '' },
  replies: { subject: '', text: '', sharing: null },
  disclosures: { words: '', held_back: '' },
}

/**
 * Read with every row of its case, while nothing is decided by it. One that cannot be opened (a cell
 * that is broken, an office key that is away) reads as gone, and the log says so: it must neither hide
 * a queue nor keep anybody from answering an alert. Everything else that cannot be opened throws.
 */
export const ONLY_SHOWN: readonly string[] = ['cases.subject']
