import { readBody } from './flows/read.ts'

/** The root of a reader thread: one body in, its articles out. */
export default readBody
