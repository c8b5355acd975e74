import type { EntityTarget, ObjectLiteral } from 'typeorm'

/** Plain rows, one class per table; a test holds them against the real schema. */
export const ENTITIES: (new () => ObjectLiteral)[] & EntityTarget<ObjectLiteral>[] = []
