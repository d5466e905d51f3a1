/** What a page says of the scan of a file, or of a letter as it came. */
import type { Opening, WhyClosed } from '../../scans/may-open.ts'
import { sayMoment } from './dates.ts'

const CLOSED: Readonly<Record<WhyClosed, string>> = {
  'no-scanner': 'No virus scanner is set up here, so it cannot be opened.',
  waiting: 'It waits for the virus scanner, usually for a minute or two, and cannot be opened before.',
  found: 'A virus was found in it. It cannot be opened. Tell the people who run the service.',
  'found-beside': 'A virus was found elsewhere in this message, so nothing of it can be opened.',
  limit: 'It is more than the virus scanner takes. It cannot be opened here.',
  locked:
    'It is locked with a password, so that the virus scanner cannot look into it. It cannot be opened here.',
  error: 'The virus scanner failed on it. It cannot be opened.',
  timeout: 'The virus scanner did not answer in time. It cannot be opened yet.',
  'cut-off': 'The line to the virus scanner broke. It cannot be opened yet.',
  unreachable: 'The virus scanner could not be reached. It cannot be opened yet.',
  'odd-answer': 'The virus scanner gave an answer that means nothing. It cannot be opened.',
  'too-large': 'The message is too large to be taken apart here. Read it in the mailbox.',
  'not-read': 'The message could not be taken apart. It cannot be opened here.',
  'part-only': 'Only the beginning of the message is here. Have the whole of it fetched.',
  'a-part': 'A file in this message was not scanned. It cannot be opened.',
}

/** Of one that may be opened, what it was looked at with; of another, why not. */
export function sayScan(opening: Opening): string {
  if (!opening.ok)
    return (
      CLOSED[opening.because] ??
      'It was not scanned for a reason that this version does not know. It cannot be opened.'
    )
  const { scannedAt, isStale } = opening.scan
  const looked = `No virus found, scanned ${sayMoment(scannedAt)}.`
  return isStale
    ? `${looked} The scanner’s signatures were old then; it is scanned again when there are new ones.`
    : looked
}

/** One word or two before it, so that a list can be read down. */
export function scanTag(opening: Opening): string {
  if (opening.ok) return 'Clean'
  if (opening.because === 'found' || opening.because === 'found-beside') return 'Virus'
  return opening.because === 'waiting' ? 'Not scanned yet' : 'Not scanned'
}

/** Endings of files that do something when they are opened, or may. */
const ACTS =
  /\.(?:exe|com|scr|pif|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|msi|msp|lnk|url|reg|jar|iso|img|vhdx?|chm|cpl|dll|html?|xhtml|svg|docm|dotm|xlsm|xltm|xlam|xll|pptm|ppam|one|sh|app|dmg|apk)$/i
/** A harmless ending before the real one: `invoice.pdf.exe`. */
const TWICE = /\.(?:pdf|docx?|xlsx?|pptx?|txt|rtf|odt|jpe?g|png|gif|mp[34]|zip)\.[^.]{1,5}$/i

/** What to know of a file by its name, before it is opened; undefined where there is nothing. */
export function sayName(name: string): string | undefined {
  if (TWICE.test(name)) return 'Its name has two endings: the last one says what it really is.'
  if (ACTS.test(name)) return 'A file of this kind can do things when it is opened. Ask before you open it.'
  return undefined
}
