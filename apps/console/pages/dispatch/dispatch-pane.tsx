import { Alert } from 'antd'
import type { Proposal, TicketView } from '#domain/views'
import { formOf } from '../../actions/forms'
import { useHeldOffer } from '../../actions/held-offer'
import { ActionPanel } from '../../actions/panel'
import { useTicketProposal } from '../../api/queries'
import { Loading } from '../../parts/states'
import { TicketBrief } from '../../parts/ticket-brief'
import { ProposalWords } from '../../parts/proposal'

/** The ticket with the proposed units already filled in: agreeing is one key, changing is possible. */
export function DispatchPane({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const held = useHeldOffer(ticket, ['dispatch'])
  return (
    <TicketBrief ticket={ticket}>
      {held.offer ? (
        <section className="card" aria-label="派单">
          <h2>派单</h2>
          {held.gone && <Gone />}
          <ProposedForm ticket={ticket} offer={held.offer} onDirty={held.hold} onDone={onDone} />
        </section>
      ) : (
        <NotOffered ticket={ticket} what="派单" />
      )}
    </TicketBrief>
  )
}

interface FormProps {
  ticket: TicketView
  offer: NonNullable<ReturnType<typeof useHeldOffer>['offer']>
  onDirty: () => void
  onDone: () => void
}

function ProposedForm({ ticket, offer, onDirty, onDone }: FormProps) {
  const proposal = useTicketProposal(ticket.id)
  if (proposal.isPending) return <Loading />
  return (
    <div className="dispatch-form">
      <ActionPanel
        ticket={ticket}
        offer={offer}
        form={formOf(offer)}
        start={{ units: unitsOf(proposal.data) }}
        onDirty={onDirty}
        onDone={onDone}
      />
      {proposal.data && (
        <aside aria-label="派单建议">
          <ProposalWords proposal={proposal.data} />
        </aside>
      )}
    </div>
  )
}

const unitsOf = (proposal?: Proposal) =>
  proposal?.units.length
    ? proposal.units.map(({ unitId, line, role }) => ({ unitId, line, role }))
    : [
        { line: 'industry', role: 'lead' },
        { line: 'territory', role: 'assist' },
      ]

export const Gone = () => (
  <Alert
    type="warning"
    showIcon
    className="gap-below"
    title="这件工单刚刚已由他人办理，已不能在这里提交；您填写的内容还在，可以复制。"
  />
)

export const NotOffered = ({ ticket, what }: { ticket: TicketView; what: string }) => (
  <Alert type="info" showIcon title={`工单 ${ticket.shownNumber} 现在不需要${what}，请从左侧选择下一件。`} />
)
