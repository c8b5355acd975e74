import type { Client } from 'pg'
import type { Period } from '#domain/appraisal/period'

interface Said {
  solved: string
  resultGrade: number
  contacted: { assignmentId: string; contacted: boolean }[]
}

/** What each unit answers for in a period, from nothing but the log of events: the plain second writing of the rules. */
export async function countedByTheLog(client: Client, { from, to }: Pick<Period, 'from' | 'to'>) {
  const { rows } = await client.query<{ ticket_id: string; at: string; data: Said }>(
    `SELECT ticket_id, to_char(at, 'YYYY-MM-DD') AS at, data FROM event WHERE kind = 'callback' ORDER BY ticket_id, seq`,
  )
  const { rows: duties } = await client.query<{ id: string; unit_id: number }>(
    'SELECT id::text, unit_id FROM assignment',
  )
  const unitOf = new Map(duties.map(({ id, unit_id }) => [id, unit_id]))
  const last = new Map<string, { day: string; contacted: boolean; solved: string; grade: number }>()
  for (const { at, data } of rows)
    for (const { assignmentId, contacted } of data.contacted)
      last.set(assignmentId, { day: at, contacted, solved: data.solved, grade: data.resultGrade })
  const units = new Map<number, { unit_id: number; counted: number; contacted: number; yes: number; grades: number }>()
  for (const [assignmentId, { day, contacted, solved, grade }] of last) {
    if (day < from || day > to) continue
    const unit_id = unitOf.get(assignmentId)!
    const unit = units.get(unit_id) ?? { unit_id, counted: 0, contacted: 0, yes: 0, grades: 0 }
    units.set(unit_id, {
      unit_id,
      counted: unit.counted + 1,
      contacted: unit.contacted + (contacted ? 1 : 0),
      yes: unit.yes + (solved === 'yes' ? 1 : 0),
      grades: unit.grades + grade,
    })
  }
  return [...units.values()].toSorted((a, b) => a.unit_id - b.unit_id)
}
