import { SetMetadata } from '@nestjs/common'
import type { RefusalCode } from '#domain/refusals'
import type { InputClass } from './inputs'
import type { AnySchema, JsonSchema } from './schema'

export const DESCRIBED = 'jiban:described'

/** What the document says about a route beside what is read from the route itself. */
export interface Description {
  summary: string
  /** The class the body is parsed into. */
  takes?: InputClass
  /** The body as it is, not JSON. */
  sends?: string
  /** What is answered; without it, an empty 204. */
  answers?: AnySchema
  /** What is answered when it is no JSON: any of these, as was asked for. */
  media?: readonly string[]
  query?: Record<string, JsonSchema>
  /** Only what its use case says no with; what every such route can say is added. */
  refuses?: readonly RefusalCode[]
  /** Answers 304 to who has it already. */
  cached?: boolean
  /** Needs the version of the ticket the caller saw, in If-Match. */
  versioned?: boolean
  /** One documented address per value of a parameter: the actions of the workflow. */
  each?: { parameter: string; of: Record<string, Pick<Description, 'summary' | 'takes' | 'refuses'>> }
}

/** Every route has one; the document is made of them. */
export const Describe = (summary: string, description: Omit<Description, 'summary'> = {}) =>
  SetMetadata(DESCRIBED, { summary, ...description })
