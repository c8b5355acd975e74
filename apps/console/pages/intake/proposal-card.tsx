import type { UseQueryResult } from '@tanstack/react-query'
import type { Proposal } from '#domain/views'
import { Mark } from '../../parts/marks'
import { ProposalWords } from '../../parts/proposal'
import { Failed } from '../../parts/states'

export function ProposalCard({ proposal }: { proposal: UseQueryResult<Proposal> }) {
  return (
    <section className="card" aria-label="派单建议" aria-live="polite">
      <div className="spread">
        <h2>派单建议</h2>
        {proposal.data && (proposal.data.certain ? <Mark colour="green">目录确定</Mark> : <Mark>需派单员确认</Mark>)}
      </div>
      {!proposal.data && !proposal.isError && (
        <p className="quiet">选择诉求分类和事发地后，这里显示建议的承办单位和时限。</p>
      )}
      {proposal.isError && <Failed error={proposal.error} />}
      {proposal.data && <ProposalWords proposal={proposal.data} />}
    </section>
  )
}
