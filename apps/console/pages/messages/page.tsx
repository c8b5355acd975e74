import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Segmented, Select, Tabs } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { countWords } from '#domain/counts'
import { DELIVERY_STATES, type DeliveryState, MESSAGE_CHANNELS } from '#domain/messages/kinds'
import { REFUSALS, type RefusalCode } from '#domain/refusals'
import type { DeliveryPage, DeliveryView, EachDone } from '#domain/views'
import { call } from '../../api/http'
import { useIntention } from '../../api/intention'
import { wordsOf } from '../../api/problem'
import { usePages } from '../../api/queries'
import { channelWords, DeliveryMark, faultWords } from '../../parts/delivery-mark'
import { PageList } from '../../parts/page-list'
import { Page } from '../../parts/page'
import { choicesOf } from '../../words/choices'
import { fullTime } from '../../words/time'
import { UploadList } from './upload-list'

const NAMES = ['failed', 'queued', 'expired', 'sent', 'delivered'] as const satisfies readonly DeliveryState[]
const KEY = 'deliveries'

/** Every message to a requester by what became of it; what failed can be sent again from here. */
export default function MessagesPage() {
  const [ask, setAsk] = useSearchParams()
  const what = ask.get('what') === 'upload' ? 'upload' : 'message'
  return (
    <Page
      title="告知与上传"
      aside={
        <Segmented
          aria-label="看什么"
          value={what}
          onChange={(next) => setAsk(next === 'upload' ? { what: 'upload' } : {})}
          options={[
            { value: 'message', label: '告知诉求人' },
            { value: 'upload', label: '答复上传' },
          ]}
        />
      }
    >
      {what === 'upload' ? <UploadList /> : <MessageList />}
    </Page>
  )
}

function MessageList() {
  const [ask, setAsk] = useSearchParams()
  const state = NAMES.find((name) => name === ask.get('state')) ?? 'failed'
  const channel = ask.get('channel') ?? ''
  const list = usePages<DeliveryView>(KEY, '/deliveries', { state, ...(channel && { channel }) })
  const first = list.data?.pages[0] as DeliveryPage | undefined
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const show = (change: Record<string, string>) =>
    setAsk(Object.fromEntries(Object.entries({ state, channel, ...change }).filter(([, value]) => value)))
  return (
    <>
      <div className="row gap-below">
        <Select
          aria-label="通道"
          value={channel}
          onChange={(value: string) => show({ channel: value })}
          options={[{ value: '', label: '全部通道' }, ...choicesOf(MESSAGE_CHANNELS)]}
          style={{ width: 120 }}
        />
        {canRetry(state) && rows.length > 0 && <Retry rows={rows} label={`重发这 ${Math.min(rows.length, 200)} 条`} />}
      </div>
      {first?.channels.length === 0 && (
        <Alert
          className="gap-below"
          type="warning"
          showIcon
          title="没有配置发送通道"
          description="告知会保留并标明“未发送”，过期后不再发送。请由系统管理员配置短信网关（docs/gateways.md）。"
        />
      )}
      <Tabs
        activeKey={state}
        onChange={(name) => show({ state: name })}
        items={NAMES.map((key) => ({ key, label: `${DELIVERY_STATES[key]}${countWords(first?.counts[key])}` }))}
      />
      <PageList
        list={list}
        heads={['工单', '告知', '通道', '状态', '说明', '产生时间', '发送时间', '操作']}
        empty={EMPTY[state]}
      >
        {(each) => <Row key={each.id} delivery={each} />}
      </PageList>
    </>
  )
}

const EMPTY: Record<DeliveryState, string> = {
  failed: '没有发送失败的告知',
  queued: '没有等待发送的告知',
  expired: '没有过期未发的告知',
  sent: '没有等待回执的告知',
  delivered: '还没有送达的告知',
}
const canRetry = (state: DeliveryState) => state === 'failed' || state === 'expired'

function Row({ delivery }: { delivery: DeliveryView }) {
  return (
    <tr data-row>
      <td className="cell-fit number">
        <Link to={`/ticket/${delivery.ticketId}`}>{delivery.shownNumber}</Link>
      </td>
      <td className="cell-fit">{delivery.label}</td>
      <td className="cell-fit">{channelWords(delivery)}</td>
      <td className="cell-fit">
        <DeliveryMark delivery={delivery} />
      </td>
      <td className="cell-title">{faultWords(delivery) || '—'}</td>
      <td className="cell-fit number">{fullTime(delivery.createdAt)}</td>
      <td className="cell-fit number">{delivery.sentAt ? fullTime(delivery.sentAt) : '—'}</td>
      <td className="cell-fit">
        {(canRetry(delivery.state) || delivery.fault === 'noChannel') && delivery.fault !== 'noAddress' && (
          <Retry rows={[delivery]} label="重发" />
        )}
      </td>
    </tr>
  )
}

function Retry({ rows, label }: { rows: DeliveryView[]; label: string }) {
  const [busy, setBusy] = useState(false)
  const intend = useIntention()
  const client = useQueryClient()
  const { message } = App.useApp()
  const retry = async () => {
    setBusy(true)
    try {
      const ids = rows.slice(0, 200).map(({ id }) => id)
      const { items } = await intend((intention) =>
        call<EachDone>('POST', '/deliveries/retry', { intention, body: { ids } }),
      )
      const refused = items.filter((each) => each.refused)
      if (!refused.length) message.success(`已重新排队 ${items.length} 条`)
      else message.warning(`${refused.length} 条未能重发：${reason(refused[0]!.refused!)}`)
    } catch (error) {
      message.error(wordsOf(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: [KEY] })
    }
  }
  const one = rows.length === 1 ? `重发：${rows[0]!.shownNumber} ${rows[0]!.label}` : undefined
  return (
    <Button size="small" loading={busy} onClick={() => void retry()} {...(one && { 'aria-label': one })}>
      {label}
    </Button>
  )
}

const reason = (code: string) => REFUSALS[code as RefusalCode]?.message ?? code
