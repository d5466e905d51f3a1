/**
 * Whose request is being served. The database keeps the rows of a case from whoever may not see
 * it, and has to be told who asks; carried beside the call and not handed from function to
 * function, so that a page that somebody writes next year cannot forget it. Jobs serve nobody.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const person = new AsyncLocalStorage<string>()

/** Everything that the work does, it does as that person, by their key. */
export const asPerson = <T>(userKey: string, work: () => T): T => person.run(userKey, work)

/** The key of the person who is served now; undefined in a job. */
export const personNow = (): string | undefined => person.getStore()

/**
 * What follows is looked up for nobody in particular, though somebody asked: only where the
 * answer says nothing of the case, or is to decide whether they may be let in.
 */
export const asNobody = <T>(work: () => T): T => person.run('', work)
