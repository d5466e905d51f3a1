/**
 * Events with ids, one JSON object a line on standard error. It cannot be given a
 * message: the fields are a closed list, and a value that is not an id, a number or
 * a single word is written as `[left out]`.
 */
export type LogFields = {
  officeId?: string
  caseId?: string
  rawMessageId?: string
  escalationId?: string
  job?: string
  /** The class name of an error, never its text: drivers put values and addresses into texts. */
  kind?: string
  code?: string
  route?: string
  status?: number
  size?: number
  count?: number
  millis?: number
}

const HARMLESS = /^[\w.:/-]{1,80}$/

/** Writes one event. */
export function logEvent(event: string, fields: LogFields = {}): void {
  const safe = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' && !HARMLESS.test(value) ? '[left out]' : value,
  ])
  console.error(JSON.stringify({ at: new Date().toISOString(), event, ...Object.fromEntries(safe) }))
}

/** What may be said of an error: its class, and its code where that is a plain word. */
export function errorFields(error: unknown): Pick<LogFields, 'kind' | 'code'> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error ? error.code : undefined
  return { kind: error.name, ...(typeof code === 'string' ? { code } : {}) }
}
