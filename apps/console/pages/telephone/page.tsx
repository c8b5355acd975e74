import type { DeskView } from '#domain/calls/views'
import { DESKS } from '#domain/words'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { useTelephone } from '../../telephone/queries'
import { FigureTiles } from './figure-tiles'
import { MissedCalls } from './missed-calls'
import { OwnCalls } from './own-calls'
import { Waiting } from './waiting'

/** 话务台: the own day at the telephone. What rings is shown on every page; here is everything around it. */
export default function TelephonePage() {
  const desk = useTelephone()
  return (
    <Page title="话务台" aside={desk.data && <span className="quiet">{deskWords(desk.data)}</span>}>
      {desk.isPending && <Loading />}
      {desk.isError && !desk.data && <Failed error={desk.error} retry={() => void desk.refetch()} />}
      {desk.data?.desks.length === 0 && (
        <Empty title="您还没有编入专席，来电不会在这里振铃">请联系督办员在“专席管理”中编入。</Empty>
      )}
      {desk.data && desk.data.desks.length > 0 && (
        <>
          <FigureTiles figures={desk.data.today} />
          <Waiting desk={desk.data} />
          <div className="telephone-columns">
            <MissedCalls counts={desk.data.missed} />
            <OwnCalls />
          </div>
        </>
      )}
    </Page>
  )
}

const deskWords = ({ desks, ready }: DeskView) =>
  `接听：${desks.map((code) => DESKS[code]).join('、') || '—'} · 现在就绪 ${ready} 人`
