import type { Desk } from '../words'
import type { CallState, ToldKind } from './words'

/**
 * What a call is, read from what the telephone system told of it. Its events are numbered from 1; they may arrive in any
 * order and any number of times. Only what stands without a gap behind the first counts, so that a call that hung up is
 * never taken for abandoned because its answer is still on the way.
 */

export interface Told {
  seq: number
  kind: ToldKind
  at: Date
  desk: Desk | null
  /** Who answered, where the telephone system knows. */
  personId: number | null
  recording: string | null
  /** Who joined as the third. */
  parties: readonly string[]
}

/** The click of an operator here, before or without the telephone system's own word. */
export interface Claim {
  personId: number
  at: Date
}

export interface CallFacts {
  state: CallState
  desk: Desk
  offeredAt: Date | null
  answeredAt: Date | null
  endedAt: Date | null
  operatorId: number | null
  conferencedAt: Date | null
  parties: readonly string[]
  heldCount: number
  recording: string | null
}

const UNHEARD: CallFacts = {
  state: 'awaited',
  desk: 'general',
  offeredAt: null,
  answeredAt: null,
  endedAt: null,
  operatorId: null,
  conferencedAt: null,
  parties: [],
  heldCount: 0,
  recording: null,
}

/** `lostAt`: nobody told how it ended, and it is too long ago to wait; then gaps are passed over, too. */
export function callOf(told: readonly Told[], claim: Claim | null, lostAt: Date | null = null): CallFacts {
  const known = [...new Map(told.map((each) => [each.seq, each])).values()].sort((a, b) => a.seq - b.seq)
  const whole = lostAt ? known : known.filter(({ seq }, index) => seq === index + 1)
  const firstAnswer = whole.find(({ kind }) => kind === 'answered')
  const meant = whole.filter((each) => each.kind !== 'answered' || each === firstAnswer)
  const facts = meant.reduce((so, each) => next(so, each, claim), UNHEARD)
  const open = facts.state !== 'ended' && facts.state !== 'abandoned'
  return lostAt && open ? over(facts, lostAt) : facts
}

export const isOver = ({ state }: Pick<CallFacts, 'state'>) => state === 'ended' || state === 'abandoned'
export const isTalking = (state: CallState) => state === 'talking' || state === 'held' || state === 'conferenced'

function next(so: CallFacts, told: Told, claim: Claim | null): CallFacts {
  if (told.kind === 'recorded') return { ...so, recording: told.recording ?? so.recording }
  if (isOver(so)) return so
  switch (told.kind) {
    case 'offered':
      return so.state === 'awaited' ? offered(so, told, claim) : so
    case 'answered':
      return so.state === 'ringing' || isTalking(so.state) ? answered(so, told) : so
    case 'held':
      return isTalking(so.state) && so.state !== 'held' ? { ...so, state: 'held', heldCount: so.heldCount + 1 } : so
    case 'resumed':
      return isTalking(so.state) ? { ...so, state: 'talking' } : so
    case 'conferenced':
      return isTalking(so.state) ? conferenced(so, told) : so
    case 'ended':
      return over(withRecording(so, told), told.at)
    case 'abandoned':
      return { ...so, state: 'abandoned', endedAt: told.at, answeredAt: null, operatorId: null }
  }
}

function offered(so: CallFacts, told: Told, claim: Claim | null): CallFacts {
  const ringing: CallFacts = { ...so, state: 'ringing', offeredAt: told.at, desk: told.desk ?? so.desk }
  return claim ? { ...ringing, state: 'talking', answeredAt: claim.at, operatorId: claim.personId } : ringing
}

/** Its own word for when and who; an operator it does not name is the one who claimed the call here. */
const answered = (so: CallFacts, { at, personId }: Told): CallFacts => ({
  ...so,
  state: so.state === 'ringing' ? 'talking' : so.state,
  answeredAt: at,
  operatorId: personId ?? so.operatorId,
})

const conferenced = (so: CallFacts, { at, parties }: Told): CallFacts => ({
  ...so,
  state: 'conferenced',
  conferencedAt: so.conferencedAt ?? at,
  parties: [...new Set([...so.parties, ...parties])],
})

const over = (so: CallFacts, at: Date): CallFacts => ({
  ...so,
  state: so.answeredAt ? 'ended' : so.offeredAt ? 'abandoned' : so.state,
  endedAt: so.offeredAt ? at : null,
})

const withRecording = (so: CallFacts, { recording }: Told) => (recording ? { ...so, recording } : so)
