import { Alert } from 'antd'
import type { Proposal } from '#domain/views'
import { useNow } from '../api/clock'
import { shortTime } from '../words/time'
import { DutyMark } from './marks'

/** Who would get the ticket and why, and by when. */
export function ProposalWords({ proposal }: { proposal: Proposal }) {
  return (
    <>
      {proposal.units.length > 0 && (
        <ul className="plain-rows">
          {proposal.units.map((unit) => (
            <li key={`${unit.unitId}-${unit.line}`}>
              <div className="spread">
                <strong title={unit.aliases.length ? `又称${unit.aliases.join('、')}` : undefined}>
                  {unit.unitName}
                </strong>
                <DutyMark line={unit.line} role={unit.role} />
              </div>
              <p className="quiet">{unit.why}</p>
            </li>
          ))}
        </ul>
      )}
      {proposal.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} className="gap-below" />
      ))}
      <Deadlines proposal={proposal} />
    </>
  )
}

export function Deadlines({ proposal }: { proposal: Proposal }) {
  const now = useNow(60_000)
  return (
    <dl className="facts deadlines">
      {proposal.deadlines.map(({ kind, label, limit, dueAt }) => (
        <div key={kind} className="facts-row">
          <dt>{label}</dt>
          <dd>
            {shortTime(dueAt, now)} 前 <span className="quiet">（{limit}）</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
