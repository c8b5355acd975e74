import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The last number given to a letter of 书面督办 in a year. */
@Entity('letter_year')
export class LetterYear {
  @PrimaryColumn({ type: 'smallint' }) year: number
  @Column({ type: 'int' }) last: number
}
