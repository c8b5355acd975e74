import { type LocalDay, localDayOf } from '../local-day'
import type { AssignmentFacts, CallbackFacts, ClockFacts, RunningClock, Snapshot } from '../workflow/snapshot'
import type { Grade } from '../words'
import { judged, TALLY_KEYS, type Tally, type TallyKey } from './tally'

/** By which moment a day is found: of the callback, or of the registration. */
export type Basis = 'callback' | 'creation'

/** What is added to a unit's day, or taken from it. */
export interface FigureDelta {
  basis: Basis
  day: LocalDay
  unitId: number
  counts: Partial<Tally>
}

interface Share extends Omit<FigureDelta, 'basis'> {
  key: string
  /** The round it speaks of, where only the present round is on the row: what an earlier one added stays. */
  round?: number
  assignmentId: string
}

/**
 * What an act changes in the figures: what the ticket is worth after it, less what it was worth before. A second round thus
 * replaces the first, a reply sent back takes its punctuality with it, and nothing is ever counted twice.
 */
export function figureDeltas(before: Snapshot | null, after: Snapshot): FigureDelta[] {
  const was = before ? sharesOf(before) : []
  const is = sharesOf(after)
  const rounds = new Map(after.assignments.map(({ id, round }) => [id, round]))
  const gone = was.filter(({ round, assignmentId }) => round === undefined || round === rounds.get(assignmentId))
  return [
    ...gone.filter((old) => !is.some((share) => same(share, old))).map((share) => signed(share, -1)),
    ...is.filter((share) => !was.some((old) => same(share, old))).map((share) => signed(share, 1)),
  ].flatMap((share) => bothBases(share, after.ticket.registeredAt))
}

const same = (a: Share, b: Share) =>
  a.key === b.key &&
  a.day === b.day &&
  a.unitId === b.unitId &&
  TALLY_KEYS.every((key) => a.counts[key] === b.counts[key])

const signed = (share: Share, sign: 1 | -1): Share => ({
  ...share,
  counts: Object.fromEntries(
    Object.entries(share.counts).flatMap(([key, count]) => (count ? [[key as TallyKey, sign * count]] : [])),
  ),
})

const bothBases = ({ day, unitId, counts }: Share, registeredAt: Date): FigureDelta[] =>
  Object.keys(counts).length
    ? [
        { basis: 'callback', day, unitId, counts },
        { basis: 'creation', day: localDayOf(registeredAt), unitId, counts },
      ]
    : []

function sharesOf(snapshot: Snapshot): Share[] {
  return snapshot.assignments
    .filter(answersForIt)
    .flatMap((assignment) => [
      ...taken(snapshot, assignment),
      ...punctual(snapshot, assignment),
      ...spoken(snapshot, assignment),
      ...ended(snapshot, assignment),
    ])
}

/** Copies answer for nothing, a delegated child answers to its parent. */
export const answersForIt = ({ role, parentId }: AssignmentFacts) => role !== 'copy' && !parentId

/** Dispatched, and asked to be taken back; what nobody has touched yet waits for the sign limit, and is not counted by a dispatch. */
function taken({ ticket, requests }: Snapshot, assignment: AssignmentFacts): Share[] {
  if (assignment.state === 'pending') return []
  const asked = requests.filter(({ kind, assignmentId }) => kind === 'return' && assignmentId === assignment.id)
  const first = assignment.role === 'lead' && assignment.dispatchedAt.getTime() === ticket.dispatchedAt?.getTime()
  const counts: Partial<Tally> = {
    assignments: 1,
    ...(first && { dispatched: 1, firstRight: ticket.acceptedReturns ? 0 : 1 }),
  }
  return [
    share('taken', assignment, assignment.dispatchedAt, counts),
    ...asked.map(({ id, askedAt }) => share(`return ${id}`, assignment, askedAt, { returns: 1 })),
  ]
}

/** Signed, contacted, replied: counted on the day by which it had to be done. */
function punctual({ clocks }: Snapshot, assignment: AssignmentFacts): Share[] {
  const { id, round, signedOnTime, contactedOnTime, repliedOnTime } = assignment
  const by = (kinds: readonly RunningClock[], of: string | null) => clocks.find(owing(kinds, of, round))?.dueAt
  const done = (
    name: string,
    due: Date | undefined,
    onTime: boolean | null,
    [must, kept]: readonly [TallyKey, TallyKey],
  ) =>
    due && onTime !== null ? [{ ...share(name, assignment, due, { [must]: 1, [kept]: onTime ? 1 : 0 }), round }] : []
  return [
    ...done('sign', by(['sign'], id), signedOnTime, ['mustSign', 'signedOnTime']),
    ...done('contact', by(['contact'], id), contactedOnTime, ['mustContact', 'contactedOnTime']),
    ...done('reply', by(['reply', 'redo'], null), repliedOnTime, ['mustReply', 'repliedOnTime']),
  ]
}

const owing = (kinds: readonly RunningClock[], of: string | null, round: number) => (clock: ClockFacts) =>
  kinds.includes(clock.kind) && clock.assignmentId === of && clock.round === round

/** The last valid answer of the requester, whatever round it was given in. */
function spoken({ callbacks }: Snapshot, assignment: AssignmentFacts): Share[] {
  const last = callbacks.findLast((callback) => isValid(callback, assignment))
  if (!last) return []
  const { solved, resultGrade, contacted, at } = last
  const own = contacted.find(({ assignmentId }) => assignmentId === assignment.id)!.contacted
  const role = assignment.role === 'lead' ? 'lead' : 'assist'
  const counts = judged(role, { solved: solved!, grade: resultGrade as Grade, contacted: own })
  return [share('judged', assignment, at, { ...counts, tickets: role === 'lead' ? 1 : 0 })]
}

export const isValid = ({ solved, resultGrade, contacted }: CallbackFacts, { id }: Pick<AssignmentFacts, 'id'>) =>
  solved !== null && resultGrade !== null && contacted.some(({ assignmentId }) => assignmentId === id)

/** Closed: redone or not, called back or not. */
function ended({ ticket, callbacks }: Snapshot, assignment: AssignmentFacts): Share[] {
  if (!ticket.closedAt || assignment.state !== 'accepted') return []
  const counts = { closed: 1, redone: ticket.redoCount ? 1 : 0, mustCall: 1, called: callbacks.length ? 1 : 0 }
  return [share('closed', assignment, ticket.closedAt, counts)]
}

const share = (name: string, { id, unitId }: AssignmentFacts, at: Date, counts: Partial<Tally>): Share => ({
  key: `${name} ${id}`,
  assignmentId: id,
  unitId,
  day: localDayOf(at),
  counts,
})
