const FIELDS = /^(SUMMARY|DESCRIPTION|LOCATION|COMMENT)(?:;[^:]*)?:(.*)$/i

/** What an invitation says in words (RFC 5545 section 3.8.1): its title, place and description. */
export function calendarWords(calendar: string): string {
  const lines = calendar.replace(/\n[ \t]/g, '').split('\n')
  const words = lines.flatMap((line) => FIELDS.exec(line)?.[2]?.trim() || [])
  return [...new Set(words)].map(unescaped).join('\n')
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))
