import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { RegionSettings } from '#domain/workflow/region'

/** The city this database serves; one row. */
@Entity('region')
export class Region {
  @PrimaryColumn({ type: 'smallint' }) id: number
  @Column({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
  @Column({ name: 'data_version', type: 'text' }) dataVersion: string
  @Column({ type: 'jsonb' }) settings: RegionSettings
  @Column({ name: 'loaded_at', type: 'timestamptz' }) loadedAt: Date
}
