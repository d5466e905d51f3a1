/** A readable message in the writer's own words; say only what the test is about. */
export { plainMessage as aMessage } from '../../src/message/plain-message.ts'
