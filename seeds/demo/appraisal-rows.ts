import type { FigureDelta } from '#domain/appraisal/figures'
import { figureDeltas } from '#domain/appraisal/figures'
import { addTallies, type Tally } from '#domain/appraisal/tally'
import type { Change } from '#domain/workflow/change'
import { countRow, factRows } from '#data/appraisal'
import type { TableName } from './rows'
import type { Table } from './table'

/** What the lives of a batch leave for the appraisal: the facts as they stand in the end, the counts summed by unit and day. */
export class AppraisalRows {
  private readonly days = new Map<string, Omit<FigureDelta, 'counts'> & { counts: Tally }>()

  constructor(private readonly table: (name: TableName) => Table) {}

  add(changes: readonly Change[]) {
    const facts = new Map(changes.flatMap(factRows).map((row) => [`${row.assignment_id} ${row.round}`, row]))
    for (const row of facts.values()) this.table('appraisal_fact').add(row)
    for (const { before, after } of changes)
      for (const { basis, day, unitId, counts } of figureDeltas(before, after)) {
        const key = `${basis} ${day} ${unitId}`
        this.days.set(key, { basis, day, unitId, counts: addTallies([this.days.get(key)?.counts ?? {}, counts]) })
      }
  }

  /** Once, when every life of the batch is in. */
  finish() {
    for (const { counts, ...of } of this.days.values()) this.table('figure_delta').add(countRow(of, counts))
    this.days.clear()
  }
}
