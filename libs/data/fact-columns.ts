import type { FactKind, Facts } from '#domain/workflow/facts'

type Column<K extends FactKind> =
  Exclude<keyof Facts[K], 'words'> | 'ticketId' | 'personId' | 'at' | 'wordsSealed' | 'tokenHash'

/** Columns of the JSON rows, named as the rules name them. */
export const from = <K extends FactKind>(columns: Partial<Record<Column<K> & string, string>>) =>
  `json_to_recordset($1::json) AS r (${Object.entries(columns)
    .map(([name, type]) => `"${name}" ${type as string}`)
    .join(', ')})`
