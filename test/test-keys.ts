import { localKeys } from '../src/keys/office-keys.ts'

/** The office key of tests. */
export const TEST_KEY_SET = { current: 'test', keys: { test: Buffer.alloc(32, 7).toString('base64') } }
export const TEST_KEYS = localKeys(TEST_KEY_SET)
