import type { JsonSchema } from './schema'

/** What query strings may hold. */

/** Where the page before ended: its `next`. */
export const AFTER: JsonSchema = { type: 'string', maxLength: 200 }

export const limit = (most: number): JsonSchema => ({ type: 'integer', minimum: 1, maximum: most })

export const words = (most: number): JsonSchema => ({ type: 'string', maxLength: most })

export const oneWord = (among: readonly string[]): JsonSchema => ({ type: 'string', enum: among })

/** Several with commas between. */
export const someWords = (among: readonly string[]): JsonSchema => ({
  type: 'string',
  pattern: `^(${among.join('|')})(,(${among.join('|')}))*$`,
})
