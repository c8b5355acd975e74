import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { RequesterKind } from '#domain/words'
import type { EnterpriseSize, Language } from '#domain/words/desk'

/** 诉求人, sealed and findable by keyed tokens. */
@Entity('requester')
export class Requester {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) kind: RequesterKind
  @Column({ name: 'name_sealed', type: 'bytea', nullable: true }) nameSealed: Buffer | null
  @Column({ name: 'name_token', type: 'bytea', nullable: true }) nameToken: Buffer | null
  @Column({ name: 'name_tokens', type: 'bytea', array: true }) nameTokens: Buffer[]
  @Column({ name: 'phone_sealed', type: 'bytea', nullable: true }) phoneSealed: Buffer | null
  @Column({ name: 'phone_token', type: 'bytea', nullable: true }) phoneToken: Buffer | null
  @Column({ name: 'phone_tail', type: 'bytea', nullable: true }) phoneTail: Buffer | null
  @Column({ name: 'identity_sealed', type: 'bytea', nullable: true }) identitySealed: Buffer | null
  @Column({ name: 'identity_token', type: 'bytea', nullable: true }) identityToken: Buffer | null
  @Column({ name: 'credit_code', type: 'text', nullable: true }) creditCode: string | null
  @Column({ type: 'text' }) language: Language
  @Column({ name: 'contact_sealed', type: 'bytea', nullable: true }) contactSealed: Buffer | null
  @Column({ type: 'text', nullable: true }) industry: string | null
  @Column({ type: 'text', nullable: true }) size: EnterpriseSize | null
  @Column({ name: 'park_id', type: 'int', nullable: true }) parkId: number | null
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true }) erasedAt: Date | null
}
