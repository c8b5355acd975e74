import { Column, Entity, PrimaryColumn } from 'typeorm'
import { TALLY_KEYS } from '#domain/appraisal/tally'
import type { Basis } from '#domain/appraisal/figures'
import { columnOf } from '../figure-columns'

/** What is counted of a unit on a day: its columns are the keys of a tally. */
@Entity('figure')
export class Figure {
  @PrimaryColumn({ type: 'text' }) basis: Basis
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ name: 'unit_id', type: 'int' }) unitId: number
}

/** What an act adds to a day, until it is folded into it. */
@Entity('figure_delta')
export class FigureDelta {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) basis: Basis
  @Column({ type: 'date' }) day: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
}

for (const { prototype } of [Figure, FigureDelta])
  for (const key of TALLY_KEYS) Column({ name: columnOf(key), type: 'int', default: 0 })(prototype, columnOf(key))
