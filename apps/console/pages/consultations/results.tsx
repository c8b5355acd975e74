import { Alert } from 'antd'
import type { ItemResult } from '#domain/views'

/** What came of each ticket; those that did not go through first, with what to do. */
export function Results({ results }: { results: ItemResult[] }) {
  if (!results.length) return null
  const failed = results.filter(({ result }) => result === 'changed' || result === 'refused')
  const ordered = [...failed, ...results.filter((each) => !failed.includes(each))]
  return (
    <Alert
      type={failed.length ? 'warning' : 'success'}
      showIcon
      title={failed.length ? `${failed.length} 件没有完成，其余已完成` : `${results.length} 件已完成`}
      description={
        <ul>
          {ordered.map(({ ticketId, shownNumber, message }) => (
            <li key={ticketId}>
              <span className="number">{shownNumber}</span> {message}
            </li>
          ))}
        </ul>
      }
    />
  )
}
