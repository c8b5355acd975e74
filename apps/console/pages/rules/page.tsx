import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { RulesView } from '#domain/clock-views'
import { get } from '../../api/http'
import { Page } from '../../parts/page'
import { Failed, Loading } from '../../parts/states'
import { Changes } from './changes'
import { Policies } from './policies'
import { type Proposal, ProposeDrawer } from './propose'
import { UnitHours } from './unit-hours'
import { Years } from './years'

/** Limits, holidays and office hours: what is in force, what is proposed, what a change moved. */
export default function RulesPage() {
  const [ask, setAsk] = useSearchParams()
  const [proposal, setProposal] = useState<Proposal>()
  const rules = useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => get<RulesView>('/rules', signal),
    refetchInterval: 10_000,
  })
  if (rules.isPending) return <Loading />
  if (!rules.data) return <Failed error={rules.error} retry={() => void rules.refetch()} />
  const waiting = rules.data.changes.filter(({ state }) => state === 'proposed').length
  const tabs = [
    {
      key: 'policies',
      label: '时限方案',
      children: <Policies policies={rules.data.policies} onPropose={setProposal} />,
    },
    { key: 'years', label: '节假日', children: <Years years={rules.data.years} onPropose={setProposal} /> },
    { key: 'hours', label: '单位上班时间', children: <UnitHours units={rules.data.units} onPropose={setProposal} /> },
    {
      key: 'changes',
      label: waiting ? <strong>变更与审批 {waiting}</strong> : '变更与审批',
      children: <Changes changes={rules.data.changes} />,
    },
  ]
  return (
    <Page title="时限与日历">
      <div className="list-frame">
        <Tabs
          className="inset rules-tabs"
          activeKey={ask.get('tab') ?? 'policies'}
          onChange={(tab) => setAsk({ tab })}
          items={tabs}
        />
      </div>
      <ProposeDrawer
        proposal={proposal}
        onClose={() => setProposal(undefined)}
        onDone={() => {
          setProposal(undefined)
          setAsk({ tab: 'changes' })
        }}
      />
    </Page>
  )
}
