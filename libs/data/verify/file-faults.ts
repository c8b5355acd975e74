import type { FileStore } from '../file-store'
import { fault, type Fault, unlike } from './fault'
import type { EventRow, FileRow } from './read'

/** Every file an event names is there as it was attached, and none that no event names. */
export function fileFaults({ events, files }: { events: EventRow[]; files: FileRow[] }): Fault[] {
  const wanted = events.flatMap(({ seq, assignment_id, at, person_id, data }) =>
    ((data['files'] ?? []) as { id: string; sha256: string }[]).map(({ id, sha256 }) =>
      [id, sha256, seq, assignment_id, at, person_id].join(' '),
    ),
  )
  const there = files.map((row) =>
    [row.id, row.sha256, row.event_seq, row.assignment_id, row.attached_at, row.uploaded_by].join(' '),
  )
  return fault('file', '', unlike(wanted, there))
}

/** Files whose bytes are gone or no longer those that were uploaded, by ticket. */
export async function byteFaults(files: readonly FileRow[], store: Pick<FileStore, 'hashOf'>) {
  const faults = new Map<string, Fault[]>()
  for (const { id, ticket_id, sha256, erased } of files) {
    const found = erased ? sha256 : await store.hashOf(sha256)
    if (found === sha256) continue
    const wrong = fault('file', id, [found ? `内容已变，现为 ${found}` : '内容不在'])
    faults.set(ticket_id, [...(faults.get(ticket_id) ?? []), ...wrong])
  }
  return faults
}
