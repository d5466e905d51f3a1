/** Why a message is not simply `parsed`: the codes of `Message.because`. */
export type Trouble =
  | 'too-big'
  | 'no-headers'
  | 'parser-gave-up'
  | 'parser-too-slow'
  | 'several-from'
  | 'words-among-headers'
  | 'too-many-headers'
  | 'text-cut'
  | 'unknown-letters'
  | 'reader-failed'
  | 'reader-stopped'
  | 'oversize'

/** The sentence a caseworker sees beside a message that could not be read whole. */
export const TROUBLES: Readonly<Record<Trouble, string>> = {
  'too-big': 'The message is very large, so only its beginning and its end were read.',
  'no-headers': 'The message has no headers, so nothing says who sent it; its bytes are shown as text.',
  'parser-gave-up':
    'The message is built wrongly. Its text was picked out piece by piece and may be incomplete.',
  'parser-too-slow': 'Reading the message took too long. Its text was picked out piece by piece.',
  'several-from': 'The message names more than one sender in its From lines, which forged mail does.',
  'words-among-headers': 'Words stood among the headers of the message; they are shown after its text.',
  'too-many-headers': 'The message has far more headers than mail needs; the later ones were left out.',
  'text-cut': 'The text is very long, so a stretch of its middle was left out.',
  'unknown-letters':
    'Some letters could not be read, because the message does not say truly how they are written.',
  'reader-failed': 'Reading the message failed, so its bytes are shown as text.',
  'reader-stopped':
    'Reading the message was stopped, because it took too long or too much memory. The words that could be picked out are shown, and others may be missing.',
  oversize:
    'Not all of the message was fetched, because it is too large or the mail server did not hand over the rest. Open it in the mailbox and read the whole of it.',
}
