/** What the mail programs of Europe write before the subject of an answer, Welsh among them. */
const ANSWER = /^(?:re|aw|antw|antwort|sv|vs|odp|ynt|rif|rép|res|atb|ateb|ymateb|răsp|vá|απ|رد|回复|回覆)$/i

/** And before the subject of something passed on. */
const FORWARD = /^(?:fw|fwd|wg|tr|rv|doorst|pd|vl|enc|ilt|yml|ymlaen|redir|πρθ|anfonwyd ymlaen|转发|轉寄)$/i

const PREFIX = /^\s*(?:\[[^\]]{1,40}\]\s*)*([\p{L} ]{1,20})(?:\[\d+\]|\(\d+\))?\s*:/u

/** `answer` or `forward` by the first prefix, which is the one of the last person who acted. */
export function subjectPrefix(subject: string): 'answer' | 'forward' | undefined {
  const word = PREFIX.exec(subject.slice(0, 200))?.[1]?.trim() ?? ''
  if (ANSWER.test(word)) return 'answer'
  return FORWARD.test(word) ? 'forward' : undefined
}
