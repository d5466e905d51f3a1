import { type AttachedFile, filesOf } from '../message/files-of.ts'
import { type Room, SHARED_ROOM } from '../message/limits.ts'

/** Takes a letter apart into its files; undefined where that cannot be done. */
export type ReadFiles = (source: Uint8Array) => Promise<AttachedFile[] | undefined>

/** In this process, as on Workers. A letter that is larger than there is room for stays unscanned. */
export const readFilesHere =
  (room: Room = SHARED_ROOM): ReadFiles =>
  (source) =>
    filesOf(source, room)
