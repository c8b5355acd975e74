import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FreezeProposalView, FrozenList, FrozenView, RankingView } from '#domain/appraisal/views'
import { FROZEN_KINDS } from '#domain/appraisal/frozen'
import { localDayOf } from '#domain/local-day'
import { call, get } from '../../api/http'
import { wordsOf } from '../../api/problem'
import { useMay } from '../../parts/me'
import { fullTime } from '../../words/time'
import { CheckResult } from './check'

/** Whether the period on the screen is settled, and by whom; who may, settles it here. */
export function FrozenLine({ ranking: { period, preset } }: { ranking: RankingView }) {
  const may = useMay('ranking.freeze')
  const list = useQuery({
    queryKey: ['lists', 'frozen'],
    queryFn: ({ signal }) => get<FrozenList>('/appraisal/frozen', signal),
  })
  const here = (row: { kind: string; from: string }) => row.kind === period.kind && row.from === period.from
  const frozen = list.data?.frozen.find(here)
  const proposed = list.data?.proposed.find(here)
  const settled = FROZEN_KINDS.some((kind) => kind === period.kind) && period.to < localDayOf(new Date())
  if (frozen) return <Settled frozen={frozen} />
  if (!settled || !list.data) return null
  if (proposed) return <Proposed proposed={proposed} may={may} />
  return may ? (
    <Do
      words="申请冻结本期"
      ask="冻结须由另一人签发。签发后本期数据不再变化，更正在以后的通报中调整。"
      path="/appraisal/freezes"
      body={{ kind: period.kind, day: period.from, preset }}
    />
  ) : null
}

function Settled({ frozen }: { frozen: FrozenView }) {
  const [checking, setChecking] = useState(false)
  return (
    <p className="inset ranking-note">
      本期已冻结：{frozen.proposedBy}申请，{frozen.frozenBy}于 {fullTime(frozen.frozenAt)} 签发，共 {frozen.facts}{' '}
      条明细，校验值 <code>{frozen.hash.slice(0, 16)}</code>。
      <Button type="link" size="small" onClick={() => setChecking(true)}>
        核验
      </Button>
      {checking && <CheckResult kind={frozen.kind} day={frozen.from} />}
    </p>
  )
}

function Proposed({ proposed: { kind, from, by, at, own }, may }: { proposed: FreezeProposalView; may: boolean }) {
  const body = { kind, day: from }
  return (
    <div className="inset ranking-note">
      {by}于 {fullTime(at)} 申请冻结本期，等待另一人签发。
      {may && !own && <Do words="签发冻结" ask="签发后本期数据不再变化。" path="/appraisal/freezes/sign" body={body} />}
      {may && <Do words="撤回申请" ask="撤回后可以重新申请。" path="/appraisal/freezes/withdraw" body={body} />}
    </div>
  )
}

function Do({ words, ask, path, body }: { words: string; ask: string; path: string; body: object }) {
  const client = useQueryClient()
  const doing = useMutation({
    mutationFn: () => call('POST', path, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['lists', 'frozen'] }),
  })
  return (
    <div className="inset ranking-note">
      <Popconfirm title={ask} okText={words} cancelText="取消" onConfirm={() => doing.mutate()}>
        <Button size="small" loading={doing.isPending}>
          {words}
        </Button>
      </Popconfirm>
      {doing.isError && <span role="alert"> {wordsOf(doing.error)}</span>}
    </div>
  )
}
