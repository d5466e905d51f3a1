/**
 * What a monitoring system reads of this process, in the text format of Prometheus: times of
 * requests by the pattern of their route, how the process is, and how much is waiting. Numbers,
 * offices' ids and our own words; nothing of a person, an address or a letter.
 */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Heartbeat, Metrics, Readiness } from './web/web-deps.ts'

/** Seconds; a page is held to a tenth, a report may take some. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type Asks = { readiness: () => Promise<Readiness>; heartbeat: () => Promise<Heartbeat> }

export function prometheus({ readiness, heartbeat }: Asks): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'waypost_http_request_seconds',
    help: 'How long requests took, by the pattern of their route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name: `waypost_${name}`, help, registers })
  const gauges = {
    ready: gauge('ready', 'Whether the service does its work, as /readyz says.'),
    database: gauge('database_up', 'Whether the database answers and takes writes.'),
    waiting: gauge('messages_waiting', 'Messages that are kept and not yet taken in.'),
    oldest: gauge('oldest_waiting_seconds', 'How long the oldest of them has waited.'),
    overdue: gauge('alerts_overdue', 'Alerts whose next page should have left and has not.'),
    alarms: gauge('alarms_open', 'Alarms about the service itself that are not over.'),
    sweep: gauge('seconds_since_sweep', 'Since the sweep last looked for what is owed.'),
    job: gauge('seconds_since_job', 'Since a job was last done.'),
    late: gauge('test_pages_late', 'Test messages that came back and paged nobody.'),
  }
  const polled = new Gauge({
    name: 'waypost_mailbox_seconds_since_poll',
    help: 'Since the mailbox of an office that was polled longest ago; absent where none was ever polled.',
    labelNames: ['office'] as const,
    registers,
  })
  const note = async (): Promise<void> => {
    const [ready, beat] = await Promise.all([readiness(), heartbeat()])
    gauges.ready.set(Number(ready.ready))
    gauges.database.set(Number(ready.database))
    gauges.waiting.set(ready.waitingToBeTakenIn)
    gauges.oldest.set(ready.oldestWaitingSeconds)
    gauges.overdue.set(ready.alertsOverdue)
    gauges.alarms.set(ready.alarms)
    gauges.sweep.set(beat.jobs.secondsSinceSweep ?? Number.NaN)
    gauges.job.set(beat.jobs.secondsSinceJob ?? Number.NaN)
    gauges.late.set(beat.pages.testPagesLate)
    polled.reset()
    for (const { officeId, secondsSincePoll } of ready.mailboxes) {
      if (secondsSincePoll === null) continue
      const before = (await polled.get()).values.find(({ labels }) => labels.office === officeId)?.value ?? 0
      polled.set({ office: officeId }, Math.max(before, secondsSincePoll))
    }
  }
  return {
    observe: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    text: async () => {
      await note()
      return registry.metrics()
    },
  }
}
