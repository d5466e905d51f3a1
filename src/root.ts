import path from 'node:path'

/** The root of the project, where `rules/` and `drizzle/` are. */
export const ROOT = path.resolve(import.meta.dirname, '..')
