import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Desk } from '#domain/words'

/** The figures of a day, a desk and a person; person 0 is the desk itself. */
@Entity('call_figure')
export class CallFigure {
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ type: 'text' }) desk: Desk
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'int' }) offered: number
  @Column({ type: 'int' }) answered: number
  @Column({ name: 'answered_soon', type: 'int' }) answeredSoon: number
  @Column({ type: 'int' }) abandoned: number
  @Column({ name: 'talk_seconds', type: 'int' }) talkSeconds: number
  @Column({ type: 'int' }) missed: number
  @Column({ type: 'int' }) returned: number
}
