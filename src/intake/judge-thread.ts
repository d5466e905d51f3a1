/**
 * A judging thread: what it runs is in `judge-tasks.ts`. Loaded from here, so that the code of
 * a thread, which is started again after each mail that stops one, is taken from Node's cache of
 * compiled code; without that it costs half a second more. Where the folder cannot be
 * written, Node goes on without.
 */
import { enableCompileCache } from 'node:module'
import path from 'node:path'

enableCompileCache(path.resolve(import.meta.dirname, '../../node_modules/.cache/waypost'))
await import('./judge-tasks.ts')
