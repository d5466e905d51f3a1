/**
 * Text in UTF-7 (RFC 2152), which no standard decoder reads any more. Without it a letter
 * that says it is in UTF-7 would be read as `+AGgAZQ-`, and its words be missed.
 */
export const decodeUtf7 = (ascii: string): string =>
  ascii.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, coded: string) => (coded === '' ? '+' : utf16Of(coded)))

function utf16Of(coded: string): string {
  const usable = coded.length % 4 === 1 ? coded.slice(0, -1) : coded
  const binary = atob(usable)
  const units: string[] = []
  for (let at = 0; at + 1 < binary.length; at += 2) {
    units.push(String.fromCharCode((binary.charCodeAt(at) << 8) | binary.charCodeAt(at + 1)))
  }
  return units.join('')
}
