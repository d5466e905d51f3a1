/** What every page of a drill says, whatever the channel, so that nobody rings 999 for it. Pure. */

const SAYS =
  'DRILL: this is a practice. Nobody is in danger. Do not ring 999 and tell nobody outside the office.'

/**
 * The words of a page, marked as those of a drill. The subject says so only where the office
 * announces its drills; whoever opens the page always reads it first.
 */
export const markedAsDrill = <T extends { subject: string; text: string; short: string }>(
  words: T,
  { announced }: { announced: boolean },
): T => ({
  ...words,
  subject: announced ? `DRILL: ${words.subject}` : words.subject,
  text: `${SAYS}\nAnswer it as you would answer any alert; with that it is over.\n\n${words.text}`,
  short: `DRILL, nobody is in danger. ${words.short}`,
})
