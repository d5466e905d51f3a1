/** SQLSTATE classes in which Postgres speaks about the values it was given: data, integrity, limits, our own RAISE. */
const ABOUT_THE_VALUES = /^(22|23|54|P0)[0-9A-Z]{3}$/
const SQLSTATE = /^[0-9A-Z]{5}$/
/** The system's and the driver's names for a line or a machine in trouble; ERR_… are Node's names for our mistakes. */
const MACHINE_TROUBLE = /^(E(?!RR_)[A-Z0-9_]+|CONNECTION_[A-Z_]+|CONNECT_TIMEOUT)$/

/**
 * Whether an error speaks of the database, the line or the machine and not of the work
 * in hand: that work is tried again and never given up.
 *
 * Every answer of Postgres counts but those about the values themselves. A list of known
 * outages would leave out the next one, and what it left out parked every letter that
 * came while a lock was waited for or a standby was still read-only. The other mistake,
 * a letter tried again for ever, is seen: it stays on the page of problems, waiting.
 */
export function isOutage(error: unknown): boolean {
  const codes = codesIn(error)
  if (codes.some((code) => ABOUT_THE_VALUES.test(code))) return false
  return codes.some((code) => SQLSTATE.test(code) || MACHINE_TROUBLE.test(code))
}

/** The codes of the error and of what it was caused by; drizzle wraps the driver's errors. */
function codesIn(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inside = error instanceof AggregateError ? error.errors : []
  return [...own, ...codesIn(error.cause), ...inside.flatMap(codesIn)]
}
