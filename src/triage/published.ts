/** One rule as a person wrote it: its id and its text in the form of a rule file. */
export type RuleText = { id: string; text: string }

/**
 * The rules that people of one office published beside those of the files. `number` counts up
 * with every change and 0 is the files alone. Plain values, so that they can pass between threads.
 */
export type Published = {
  number: number
  rules: readonly RuleText[]
  /** How many were published that do not work with these files and are left out. */
  leftOut: number
}

/** The files alone. */
export const NOTHING_PUBLISHED: Published = { number: 0, rules: [], leftOut: 0 }
