import { type Actor, can } from '#domain/access'
import { shownNumber } from '#domain/numbers'
import { isRestricted, maySee, sightOf } from '#domain/sight'
import type { KinView, RelativeView } from '#domain/views'
import type { LinkReason } from '#domain/words'
import type { Snapshot } from '#domain/workflow/snapshot'
import type { RelativeRow } from '#data/kin'
import type { TicketDetails } from '#data/ticket-details'

/** Everything a ticket belongs together with. */
export const relativeIds = ({ kin }: Snapshot, { falsePair }: TicketDetails): string[] => [
  ...[kin.master, ...kin.merged, kin.parent, ...kin.parts].flatMap((each) => each?.id ?? []),
  ...kin.linked,
  ...falsePair,
]

/** Who may not see a ticket does not learn here that there is one. */
export function kinView(actor: Actor, snapshot: Snapshot, details: TicketDetails): KinView {
  const { kin } = snapshot
  const seen = new Map((details.relatives ?? []).filter((each) => mayKnow(actor, each)).map((each) => [each.id, each]))
  const shown = (relatives: readonly ({ id: string } | null)[]) =>
    relatives.flatMap((each) => (each && seen.has(each.id) ? [relativeView(seen.get(each.id)!)] : []))
  const linked = [...seen.values()]
    .filter(({ id }) => kin.linked.includes(id) || details.falsePair.includes(id))
    .map((row) => ({ row, reason: row.reason ?? ('falseClosure' as const) }))
    .filter(
      ({ row, reason }) => !OF_REQUESTER.includes(reason) || (mayKnowWho(actor, snapshot) && !hidesWho(actor, row)),
    )
  return {
    master: shown([kin.master])[0] ?? null,
    merged: shown(kin.merged),
    mergedCount: kin.merged.length,
    parent: shown([kin.parent])[0] ?? null,
    parts: shown(kin.parts),
    links: linked.map(({ row, reason }) => ({ ...relativeView(row), reason })),
  }
}

/** Who knows one of the two knows whom the other one comes from: said only where both may be known. */
const OF_REQUESTER: readonly LinkReason[] = ['sameRequester', 'falseClosure']
const mayKnowWho = (actor: Actor, snapshot: Snapshot) => sightOf(actor, snapshot).requester !== 'hidden'
const hidesWho = (actor: Actor, row: RelativeRow) => isRestricted(row) && !can(actor.roles, 'report.open')

/** The same rule as for the ticket itself; of a sealed one only those hear who may open it. */
function mayKnow(actor: Actor, row: RelativeRow): boolean {
  if (!maySee(actor, row)) return false
  return !isRestricted(row) || !can(actor.roles, 'ticket.see-all') || can(actor.roles, 'report.open')
}

const relativeView = ({ id, number, redoCount, title, state, registeredAt }: RelativeRow): RelativeView => ({
  id,
  shownNumber: shownNumber(number, redoCount),
  title,
  state,
  registeredAt: registeredAt.toISOString(),
})
