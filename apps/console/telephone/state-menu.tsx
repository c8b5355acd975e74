import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { AWAY_REASONS, type AwayReason, OPERATOR_STATES } from '#domain/calls/words'
import type { DeskView } from '#domain/calls/views'
import { keysOf } from '#domain/words'
import { useTelephone } from './queries'
import { useAltKey } from './use-alt-key'
import { useChooseState } from './use-answer'

export const stateWords = ({ state, reason }: Pick<DeskView, 'state' | 'reason'>) =>
  state === 'away' && reason ? `${OPERATOR_STATES.away} · ${AWAY_REASONS[reason]}` : OPERATOR_STATES[state]

/** The own state, on every page; Alt+R makes ready again after a call was written down. */
export function StateMenu() {
  const { data } = useTelephone()
  const choose = useChooseState()
  useAltKey('r', () => void choose('ready'))
  if (!data || data.desks.length === 0) return null
  const onClick: MenuProps['onClick'] = ({ key }) => {
    if (key === 'ready' || key === 'afterCall') return void choose(key)
    void choose('away', key as AwayReason)
  }
  return (
    <Dropdown menu={{ items: ITEMS, onClick }} trigger={['click']}>
      <Button type="text" className="bar-button operator-state" aria-label={`坐席状态：${stateWords(data)}，点击切换`}>
        <span className={`operator-dot operator-${data.state}`} aria-hidden="true" />
        {stateWords(data)}
        <DownOutlined />
      </Button>
    </Dropdown>
  )
}

const ITEMS = [
  { key: 'ready', label: '就绪（Alt+R）' },
  { key: 'afterCall', label: '话后整理' },
  { type: 'divider' as const },
  ...keysOf(AWAY_REASONS).map((key) => ({ key, label: `离席 · ${AWAY_REASONS[key]}` })),
]
