/**
 * How much of a message is read, and which attack each bound stops. Mail inside the
 * bounds is read whole; past one, what is left out is from the middle, and the message
 * says so (`status`), because a person in danger may have written the last line.
 */

/** How much of one message there is room for, where it is read. */
export type Room = {
  /** A bigger message is read from its head and tail only: the far end of a mailbox can send 150 MB. */
  wholeBytes: number
  /** What is looked at of a message that is too big or broken for the parser, from its start and its end. */
  headBytes: number
  tailBytes: number
  /** The visible text. Our rules read some 200,000 characters a second, and no letter is so long. */
  textChars: number
  /** Attached documents are read only where this is given. */
  documents?: DocumentRoom
}

/** How much of the documents of one message is read. The time is looked at between pages. */
export type DocumentRoom = { documents: number; bytes: number; pages: number; chars: number; millis: number }

const KB = 1024
const MB = 1024 * KB

/** A thread of its own with 512 MB and 10 seconds. */
export const ROOM_OF_ITS_OWN: Room = {
  wholeBytes: 40 * MB,
  headBytes: 8 * MB,
  tailBytes: 512 * KB,
  textChars: 500_000,
  documents: { documents: 10, bytes: 20 * MB, pages: 200, chars: 200_000, millis: 4_000 },
}

/** Beside everything else in one isolate of 128 MB, where nothing can stop a reader that is stuck. */
export const SHARED_ROOM: Room = {
  wholeBytes: 4 * MB,
  headBytes: 2 * MB,
  tailBytes: 256 * KB,
  textChars: 100_000,
  documents: { documents: 3, bytes: 2 * MB, pages: 30, chars: 50_000, millis: 1_000 },
}

/** For a message that a reader has already failed on: enough for its words, too little to fail again. */
export const LEAST_ROOM: Room = {
  wholeBytes: 0,
  headBytes: 256 * KB,
  tailBytes: 64 * KB,
  textChars: 50_000,
}

/** What is looked at of one text: 38 MB of HTML took seven seconds and half a gigabyte. */
export const BODY_ROOM = { headBytes: 6 * MB, tailBytes: 2 * MB }

/** Header block of a message. Some gateways write 50,000 recipients into it; more than this is an attack. */
export const MAX_HEAD_BYTES = 4 * 1024 * 1024

/** Header lines kept: 100,000 of them are an attack on the database row. */
export const MAX_HEADERS = 2_000

/** Further ones that may stand once only, so that a second From is not hidden behind thousands of others. */
export const MAX_MORE_HEADERS = 50

/** Header lines looked at; what comes after them is read as the body. */
export const MAX_HEAD_LINES = 200_000

/** One header's value, so that 50,000 recipients cost no more than a long letter. */
export const MAX_HEADER_CHARS = 100_000

/** Addresses and message ids taken from one message. */
export const MAX_ADDRESSES = 1_000
export const MAX_ANSWERS = 100

/** Subjects are one line on a screen; 50,000 encoded words are not. */
export const MAX_SUBJECT_CHARS = 10_000

/** Words of one attached text file. */
export const MAX_ATTACHED_TEXT_BYTES = 200 * 1024

/** Attachments listed: one mail may hold 100,000 empty parts. */
export const MAX_ATTACHMENTS = 500

/** Attached messages opened with the full parser; deeper ones are read by the flat reader in one pass. */
export const MAX_NESTED_PARSES = 8

/** Elements of HTML kept open at once: 200,000 nested `<div>` once blocked a converter for 21 seconds. */
export const MAX_OPEN_ELEMENTS = 10_000

/** A parser that has not ended by then is taken to be stuck; what it left is picked out within the ten seconds. */
export const PARSER_TIMEOUT_MS = 4_000

/** Stretches of one reading: a text that changes voice on every line would fill the database row with them. */
export const MAX_STRETCHES = 5_000
