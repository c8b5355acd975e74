import { Link } from 'react-router'
import type { KinView, RelativeView, TicketView } from '#domain/views'
import { LINK_REASONS } from '#domain/words'
import { fullTime } from '../words/time'
import { Mark, TicketStateMark } from './marks'

/** Whether there is anything to show. */
export const hasKin = ({ kin }: TicketView) =>
  Boolean(kin.master ?? kin.parent) || kin.mergedCount + kin.parts.length + kin.links.length > 0

/** 并单、拆分、关联: the tickets this one belongs together with, as far as this person may see them. */
export function Kin({ ticket: { kin, still, waitsForMerged } }: { ticket: TicketView }) {
  return (
    <div className="stack">
      {still === 'merged' && <Group title="本单已并入主单，由主单办理" rows={only(kin.master)} />}
      {still === 'split' && <Group title="本单已拆分，子单全部办结后本单办结" rows={kin.parts} />}
      {kin.parent && <Group title="本单是拆分子单，原单为" rows={[kin.parent]} />}
      {kin.parts.length > 0 && still !== 'split' && <Group title="曾拆分为" rows={kin.parts} />}
      {kin.mergedCount > 0 && (
        <Group title={`并入本单的诉求共 ${kin.mergedCount} 件，须逐一回访`} rows={kin.merged} note={hidden(kin)} />
      )}
      {waitsForMerged && <p>本单已回访，待并入的工单全部回访后自动办结。</p>}
      {kin.links.length > 0 && (
        <section>
          <h3>关联工单</h3>
          <ul className="plain-rows">
            {kin.links.map((each) => (
              <Row key={each.id} row={each}>
                <Mark colour={each.reason === 'falseClosure' ? 'red' : 'grey'}>{LINK_REASONS[each.reason]}</Mark>
              </Row>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Group({ title, rows, note }: { title: string; rows: RelativeView[]; note?: string | false }) {
  return (
    <section>
      <h3>{title}</h3>
      {rows.length > 0 && (
        <ul className="plain-rows">
          {rows.map((each) => (
            <Row key={each.id} row={each} />
          ))}
        </ul>
      )}
      {note && <p className="quiet">{note}</p>}
    </section>
  )
}

const Row = ({ row, children }: { row: RelativeView; children?: React.ReactNode }) => (
  <li>
    <div className="spread">
      <Link to={`/ticket/${row.id}`}>{row.shownNumber}</Link>
      <span className="row">
        {children}
        <TicketStateMark state={row.state} />
      </span>
    </div>
    <p>{row.title}</p>
    <p className="quiet">{fullTime(row.registeredAt)} 登记</p>
  </li>
)

const only = (row: RelativeView | null) => (row ? [row] : [])
const hidden = ({ merged, mergedCount }: KinView) =>
  merged.length < mergedCount && `其中 ${mergedCount - merged.length} 件由热线中心掌握。`
