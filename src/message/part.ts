/** One leaf of a message's MIME tree (RFC 2045), its transfer encoding undone. */
export type Part = {
  /** In lower case, without parameters; text/plain where none was given (RFC 2045 section 5.2). */
  contentType: string
  charset: string
  isAttachment: boolean
  /** As the sender gave it, not yet safe to show; '' without one. */
  name: string
  content: Uint8Array
  /** Set by the flat reader for a part inside an attached message: what the inner headers said of it. */
  insideMessage?: string
}

/** `text/plain` and the parameters of a Content-Type or Content-Disposition value, keys in lower case. */
export function parseParameters(value: string): { value: string; parameters: ReadonlyMap<string, string> } {
  const [first = '', ...rest] = value.slice(0, 20_000).match(/(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/gs) ?? []
  const parameters = new Map<string, string>()
  for (const one of rest.slice(0, 50)) {
    const at = one.indexOf('=')
    if (at < 0) continue
    const key = one.slice(0, at).trim().toLowerCase()
    const given = one.slice(at + 1).trim()
    const bare = given.startsWith('"') ? given.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1') : given
    if (!parameters.has(key)) parameters.set(key, bare)
  }
  return {
    value: first
      .replace(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase(),
    parameters,
  }
}
