import { Button, Select, Tabs } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { PERIOD_KINDS, type PeriodKind, periodBefore, periodOf } from '#domain/appraisal/period'
import { type PresetName, PRESETS } from '#domain/appraisal/rule-set'
import type { RankedGroupView, RankedView, RankingView } from '#domain/appraisal/views'
import { addDays, isLocalDay, localDayOf } from '#domain/local-day'
import { keysOf } from '#domain/words'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { fullTime } from '../../words/time'
import { FactDrawer } from './facts'
import { FrozenLine } from './frozen'
import { type Window, useRanking } from './queries'
import { Seats } from './seats'
import { RankingTable } from './table'

/** 考核排名: any period up to now, each kind of unit among its own; every number opens to its tickets. */
export default function RankingPage() {
  const [window, setWindow] = useWindow()
  const [opened, setOpened] = useState<RankedView | null>(null)
  const ranking = useRanking(window)
  return (
    <Page title="考核排名" aside={<Chooser window={window} choose={setWindow} />}>
      {ranking.isPending && <Loading />}
      {ranking.isError && !ranking.data && <Failed error={ranking.error} retry={() => void ranking.refetch()} />}
      {ranking.data && <Ranked ranking={ranking.data} open={setOpened} />}
      {opened && <FactDrawer key={opened.unitId} unit={opened} window={window} onClose={() => setOpened(null)} />}
    </Page>
  )
}

function Ranked({ ranking, open }: { ranking: RankingView; open(row: RankedView): void }) {
  const [kind, setKind] = useState<string | null>(null)
  const group: RankedGroupView | undefined = ranking.groups.find((each) => each.kind === kind) ?? ranking.groups[0]
  const tabs = [...ranking.groups.map(({ kind: key, label }) => ({ key, label })), { key: 'seats', label: '蜗牛席' }]
  if (!group) return <Empty title="还没有参加排名的单位" />
  return (
    <div className="list-frame">
      <Tabs className="inset" activeKey={kind === 'seats' ? kind : group.kind} onChange={setKind} items={tabs} />
      {kind === 'seats' ? <Seats /> : <Group ranking={ranking} group={group} open={open} />}
    </div>
  )
}

function Group({
  ranking,
  group,
  open,
}: {
  ranking: RankingView
  group: RankedGroupView
  open(row: RankedView): void
}) {
  return (
    <>
      <FrozenLine ranking={ranking} />
      <p className="inset ranking-note">
        {ranking.period.words}（{ranking.period.from} 至 {ranking.period.to}），环比 {ranking.comparedWith.words}（
        {ranking.comparedWith.from} 至 {ranking.comparedWith.to}）。{ranking.presetWords}。数据截至{' '}
        {fullTime(ranking.asOf)}，以冻结后的通报为准。
      </p>
      <RankingTable group={group} metrics={ranking.metrics} open={open} minSample={ranking.minSample} />
    </>
  )
}

function Chooser({ window, choose }: { window: Window; choose(window: Window): void }) {
  return (
    <div className="ranking-chooser">
      <Select
        aria-label="周期"
        value={window.kind}
        onChange={(kind: PeriodKind) => choose({ ...window, kind })}
        options={keysOf(PERIOD_KINDS).map((value) => ({ value, label: `按${PERIOD_KINDS[value]}` }))}
      />
      <Button onClick={() => choose({ ...window, day: before(window) })}>上一期</Button>
      <input
        type="date"
        aria-label="所在日期"
        value={window.day}
        max={today()}
        onChange={({ target }) => isLocalDay(target.value) && choose({ ...window, day: target.value })}
      />
      <Button disabled={after(window) > today()} onClick={() => choose({ ...window, day: after(window) })}>
        下一期
      </Button>
      <Select
        aria-label="考核细则"
        value={window.preset}
        onChange={(preset: PresetName) => choose({ ...window, preset })}
        options={keysOf(PRESETS).map((value) => ({ value, label: PRESETS[value].words }))}
      />
    </div>
  )
}

const today = () => localDayOf(new Date())
const before = ({ kind, day }: Window) => periodBefore(periodOf(kind, day)).from
const after = ({ kind, day }: Window) => addDays(periodOf(kind, day).to, 1)

/** In the address, so that a ranking can be passed on. */
function useWindow(): [Window, (window: Window) => void] {
  const [ask, setAsk] = useSearchParams()
  const kind = keysOf(PERIOD_KINDS).find((each) => each === ask.get('kind')) ?? 'month'
  const preset = keysOf(PRESETS).find((each) => each === ask.get('preset')) ?? 'A'
  const day = ask.get('day') ?? ''
  const window = { kind, preset, day: isLocalDay(day) && day <= today() ? day : today() }
  return [window, ({ ...next }) => setAsk(next)]
}
