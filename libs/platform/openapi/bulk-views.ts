import { BULK_OUTCOMES, type BulkItemView } from '#domain/bulk-views'
import { REFUSALS, type RefusalCode } from '#domain/refusals'
import { id, list, named, object, oneOf, orNull, text } from './schema'

/** What became of each of many, as a schema. */
export const BulkResult = named(
  'BulkResult',
  object<{ items: BulkItemView[] }>({
    items: list(
      object<BulkItemView>({
        id,
        outcome: oneOf(BULK_OUTCOMES),
        message: text,
        code: orNull(oneOf<RefusalCode>(REFUSALS)),
        number: orNull(text),
      }),
    ),
  }),
)
