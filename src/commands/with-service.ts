import type { Config } from '../config.ts'
import { checkOfficeKeys } from '../db/check-keys.ts'
import { buildService, readRulebook, type Service } from '../deps.ts'
import { judgeApart } from '../intake/judge-apart.ts'
import { localPlace } from '../local-place.ts'
import { ROOM_OF_ITS_OWN } from '../message/limits.ts'
import { localRules } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** Runs the work with the real service around it, against this installation's database and outgoing server. */
export const withService = <T>(work: (service: Service, config: Config) => Promise<T>): Promise<T> =>
  withDatabase(async ({ appUrl }, config) => {
    const { place, outbox } = await localPlace(config)
    const files = localRules()
    const apart = judgeApart(files)
    const rulebook = { ...readRulebook(files), judge: apart.judge, room: ROOM_OF_ITS_OWN }
    const service = buildService(config, rulebook, { ...place, databaseUrl: appUrl, connections: 4 })
    try {
      await checkOfficeKeys(
        service.database.db,
        place.officeKeys,
        rulebook.offices.all.map(({ id }) => id),
      )
      await service.queue.start()
      await service.queue.makeQueues()
      return await work(service, config)
    } finally {
      await service.close()
      await apart.close()
      await outbox?.close()
    }
  })
