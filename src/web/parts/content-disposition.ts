import { attachmentName } from '../../message/attachment-name.ts'

/**
 * `Content-Disposition` for a file to be kept and not shown (RFC 6266), under the name that its
 * sender gave it, made safe. Twice: in letters that every program reads, and in UTF-8 (RFC 8187).
 * Nothing that is not in one of the two short lists of letters below ever stands in the header.
 */
export function contentDisposition(name: string, otherwise: string): string {
  const clean = attachmentName(name) || otherwise
  const short = attachmentName(plain(clean)) || otherwise
  return `attachment; filename="${short}"; filename*=UTF-8''${extended(clean)}`
}

/**
 * Made safe once more afterwards: letters of another width become the name of a device, and one sign
 * two dots. `%` is left out: some programs undo it in the plain form, and `%2e%2e%2f` leads elsewhere.
 */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9 ._()-]/gu, '_')

/** attr-char of RFC 8187 section 3.2.1; the rest as bytes of UTF-8. */
const extended = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*!~]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
