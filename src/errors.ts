/**
 * The two errors that have a meaning beyond "something broke". Any other error
 * parks the work it stopped and is shown on the dashboard.
 */

/** The far end may answer next time: the job goes back to the queue with a delay. */
export class TryAgainLater extends Error {
  override name = 'TryAgainLater'
}

/** Our own files or settings are wrong, so the process does not start. One sentence that says what to do. */
export class BadRules extends Error {
  override name = 'BadRules'
}
