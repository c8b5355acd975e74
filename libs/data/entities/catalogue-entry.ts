import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Line } from '#domain/words'

/** Which unit a category goes to, everywhere or at one place. */
@Entity('catalogue_entry')
export class CatalogueEntry {
  @Column({ type: 'int' }) version: number
  @Column({ name: 'category_code', type: 'text' }) categoryCode: string
  @Column({ name: 'place_code', type: 'text', nullable: true }) placeCode: string | null
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) lead: Line
  @Column({ type: 'boolean' }) certain: boolean
  @Column({ type: 'text' }) basis: string
  @PrimaryColumn({ type: 'int' }) id: number
}
