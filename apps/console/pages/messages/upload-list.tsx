import { Alert, Tabs } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { countWords } from '#domain/counts'
import type { UploadItem, UploadPage } from '#domain/views'
import { UPLOAD_STATES, type UploadState } from '#domain/words'
import { usePages } from '../../api/queries'
import { PageList } from '../../parts/page-list'
import { UploadMark } from '../../parts/uploads'
import { fullTime } from '../../words/time'

const NAMES = ['refused', 'failed', 'uploading', 'uploaded'] as const satisfies readonly UploadState[]

/** Answers on their way to the platforms; what came back is corrected on its ticket. */
export function UploadList() {
  const [ask, setAsk] = useSearchParams()
  const state = NAMES.find((name) => name === ask.get('state')) ?? 'refused'
  const list = usePages<UploadItem>('uploads', '/uploads', { state })
  const first = list.data?.pages[0] as UploadPage | undefined
  return (
    <>
      {first?.configured === false && (
        <Alert
          className="gap-below"
          type="warning"
          showIcon
          title="没有配置上传通道"
          description="需要上传的答复会保留为“上传中”，不影响办结；配置好网关后自动上传（docs/gateways.md）。"
        />
      )}
      <Tabs
        activeKey={state}
        onChange={(name) => setAsk({ what: 'upload', state: name })}
        items={NAMES.map((key) => ({ key, label: `${UPLOAD_STATES[key]}${countWords(first?.counts[key])}` }))}
      />
      <PageList list={list} heads={['工单', '标题', '平台', '状态', '次数', '说明', '时间']} empty="没有这种状态的上传">
        {(each) => (
          <tr key={each.ticketId} data-row>
            <td className="cell-fit number">
              <Link to={`/ticket/${each.ticketId}`}>{each.shownNumber}</Link>
            </td>
            <td className="cell-title">{each.title}</td>
            <td className="cell-fit">{each.platform || '—'}</td>
            <td className="cell-fit">
              <UploadMark state={each.state} />
            </td>
            <td className="cell-fit number">{each.attempts}</td>
            <td>{each.fault ?? (each.state === 'refused' ? '打开工单查看退回理由，修改后重传' : '—')}</td>
            <td className="cell-fit number">{fullTime(each.settledAt ?? each.createdAt)}</td>
          </tr>
        )}
      </PageList>
    </>
  )
}
