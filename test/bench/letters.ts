/** Invented letters of a given size, every one different from the others. */
const SENTENCE =
  'I wrote to you in March about the lamp at the end of our road and the reply did not say who is to mend it. '

export const letter = (words: string, bytes: number): string =>
  words + SENTENCE.repeat(Math.ceil((bytes - words.length) / SENTENCE.length))

/** Each at a domain of their own: thirty letters an hour from one domain are all that is acknowledged. */
export const writerOf = (id: string): string => `writer@w-${id}.example.net`

export const mail = (subject: string, text: string, id: string): string =>
  `From: A Writer <${writerOf(id)}>\r\nTo: enquiries@mopac.example.org\r\nSubject: ${subject}\r\nMessage-ID: <${id}@example.net>\r\n` +
  `Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`

export const letterNumber = (n: number, of: string): string =>
  mail(`Letter ${n}`, letter(`Number ${n}. `, 2048), `${of}-${n}`)
