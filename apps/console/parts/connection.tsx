import { Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { forgetAll } from '../api/queries'
import { useNow } from '../api/clock'
import { STALE_AFTER, useLiveStatus } from '../live/status'
import { agoWords } from '../words/time'

/** Says how old what one sees is, and never calls old data live. */
export function Connection() {
  const { phase, asOf } = useLiveStatus()
  const client = useQueryClient()
  useNow(1000)
  const age = asOf === null ? null : Date.now() - asOf
  const stale = age !== null && age > STALE_AFTER
  const look = stale ? 'stale' : phase
  return (
    <div className={`connection connection-${look}`}>
      <span className="connection-dot" aria-hidden="true" />
      <span role="status">{HEADINGS[look]}</span>
      {age !== null && <span className="connection-age"> · 数据更新于 {agoWords(age)}</span>}
      {look !== 'live' && age !== null && (
        <Button size="small" ghost onClick={() => forgetAll(client)}>
          刷新
        </Button>
      )}
    </div>
  )
}

const HEADINGS = { live: '实时', connecting: '正在连接…', reconnecting: '正在重新连接…', stale: '数据可能已过时' }
