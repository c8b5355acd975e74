import { type Actor, can, type Permission } from './access'
import type { RefusalCode } from './refusals'
import { keysOf } from './words'
import type { KnowledgeState } from './words/desk'

/** The life of one wording: written, approved by somebody else, published, expired. */

interface Row {
  label: string
  by: Permission
  from: readonly KnowledgeState[]
  to: KnowledgeState
}
export const KNOWLEDGE_STEPS = {
  approve: { label: '审核通过', by: 'knowledge.approve', from: ['draft'], to: 'approved' },
  publish: { label: '发布', by: 'knowledge.approve', from: ['approved'], to: 'published' },
  expire: { label: '停用', by: 'knowledge.approve', from: ['draft', 'approved', 'published'], to: 'expired' },
} as const satisfies Record<string, Row>
export type KnowledgeStep = keyof typeof KNOWLEDGE_STEPS

/** What of a wording decides who may do what with it. */
export interface Wording {
  state: KnowledgeState
  writtenBy: number
  /** Of the unit that answers for it. */
  unitPath: string
}

/** The centre answers for everything, a unit for what is its own or belongs to those below it. */
export const answersFor = (actor: Actor, unitPath: string) =>
  can(actor.roles, 'ticket.see-all') || (actor.unitPath !== '' && unitPath.startsWith(actor.unitPath))

export function obstacle(actor: Actor, step: KnowledgeStep, wording: Wording): RefusalCode | null {
  const { by, from }: Row = KNOWLEDGE_STEPS[step]
  if (!can(actor.roles, by) || !answersFor(actor, wording.unitPath)) return 'forbidden'
  if (!from.includes(wording.state)) return 'knowledgeMoved'
  return step === 'approve' && wording.writtenBy === actor.personId ? 'secondPersonNeeded' : null
}

export const stepsFor = (actor: Actor, wording: Wording): KnowledgeStep[] =>
  keysOf(KNOWLEDGE_STEPS).filter((step) => obstacle(actor, step, wording) === null)

export const mayWrite = (actor: Actor, unitPath: string) =>
  can(actor.roles, 'knowledge.write') && answersFor(actor, unitPath)
