/** Undoes the transfer encodings of RFC 2045 section 6 on damaged input: junk is passed over, never refused. */

/** Bytes of base64, up to where it stops making sense. */
export function base64Bytes(text: string): Uint8Array {
  const clean = text.replace(/[^A-Za-z0-9+/]/g, '')
  const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean
  return binaryBytes(atob(whole))
}

/** Bytes of quoted-printable; an escape that is none stays as it was written. */
export function quotedPrintableBytes(text: string): Uint8Array {
  const joined = text.replace(/=[ \t]*\r?\n/g, '')
  return binaryBytes(
    joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  )
}

/** A string of one character a byte, as bytes. */
export function binaryBytes(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** Bytes as a string of one character a byte, so that lines can be found before the charset is known. */
export function binaryString(bytes: Uint8Array): string {
  const chunks: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return chunks.join('')
}

/** The bytes of a body whose transfer encoding is undone; an encoding that nobody knows leaves them as they are. */
export function undone(body: Uint8Array, encoding: string): Uint8Array {
  if (/^base64/i.test(encoding)) return base64Bytes(binaryString(body))
  return /^quoted-printable/i.test(encoding) ? quotedPrintableBytes(binaryString(body)) : body
}
