import { startChecking } from '../intake/check-ticker.ts'
import { startSweeping, sweepAll } from '../jobs/sweep-ticker.ts'
import { CHECK_ROTAS_EVERY_MS } from '../rota/check-rotas.ts'
import { readWords } from './local-rules.ts'
import { withService } from './with-service.ts'

/** Does the jobs that are owed: until Ctrl-C, or with --once until none is waiting. */
export async function work(words: string[]): Promise<number> {
  const read = readWords(words, { once: { type: 'boolean' } })
  if (!read) return 2
  return withService(async (service) => {
    if (read.values.once) {
      await service.checkMailboxes()
      await service.checkRulesets()
      await service.checkRotas()
      await service.checkDrills()
      await service.checkDeadlines()
      await service.checkSchedules()
      await service.fillSearchText()
      await sweepAll(service)
      const done = await service.queue.workThrough(service.handlers)
      process.stdout.write(`${done} jobs done.\n`)
      return 0
    }
    await service.queue.work(service.handlers)
    const stopSweeping = startSweeping(service)
    const stopChecking = startChecking(service.checkMailboxes)
    const stopCheckingRules = startChecking(service.checkRulesets)
    const stopCheckingRotas = startChecking(service.checkRotas, CHECK_ROTAS_EVERY_MS)
    const stopCheckingDrills = startChecking(service.checkDrills)
    const stopCheckingDeadlines = startChecking(service.checkDeadlines)
    const stopCheckingSchedules = startChecking(service.checkSchedules)
    const stopFilling = startChecking(service.fillSearchText)
    const stopRefreshing = startChecking(service.refreshCalendars)
    process.stdout.write('Working. Stop with Ctrl-C.\n')
    await new Promise<void>((resolve) => {
      process.once('SIGINT', () => resolve())
      process.once('SIGTERM', () => resolve())
    })
    await stopChecking()
    await stopCheckingRules()
    await stopCheckingRotas()
    await stopCheckingDrills()
    await stopCheckingDeadlines()
    await stopCheckingSchedules()
    await stopFilling()
    await stopRefreshing()
    await stopSweeping()
    return 0
  })
}
