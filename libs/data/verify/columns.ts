/** Times are text with microseconds, so that not the least of them can change unseen. */
export type Time = string

export const instant = (column: string) =>
  `to_char(nullif(${column}, 'infinity') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
const time = (column: string, as = column.split('.').at(-1)!) => `${instant(column)} AS ${as}`
export const times = (...columns: string[]) => columns.map((column) => time(column)).join(', ')
export const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD') AS ${column}`
export const RANGE = 'ticket_id > $1::bigint AND ticket_id <= $2::bigint'
