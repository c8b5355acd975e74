import { FILE_KINDS, isShown } from '#domain/files'
import type { FileView } from '#domain/views'
import type { TicketFile } from '#data/ticket-details'

/** A file as a list shows it; `name` as far as whoever reads may read it. */
export function fileView(row: Omit<TicketFile, 'nameSealed' | 'unitId'>, name: string): FileView {
  return {
    id: row.id,
    name: name || `附件.${FILE_KINDS[row.kind].endings[0]}`,
    kind: row.kind,
    size: row.size,
    shown: isShown(row.kind),
    identifying: row.identifying,
    scan: row.scan,
    by: row.by,
    at: new Date(row.uploadedAt).toISOString(),
    seq: row.seq,
    assignmentId: row.assignmentId,
  }
}
