import { Button, Popconfirm } from 'antd'
import type { SessionView } from '#domain/views'
import { call } from '../../api/http'
import { usePages } from '../../api/queries'
import { useChange } from '../../api/use-change'
import { PageList } from '../../parts/page-list'
import { Page } from '../../parts/page'
import { fullTime } from '../../words/time'

/** Who is signed in, and the way to end it at once. */
export default function SessionsPage() {
  const sessions = usePages<SessionView>('sessions', '/sessions')
  return (
    <Page title="在线会话" aside={<span className="quiet">强制下线立即生效，未提交的内容会保留在对方页面上。</span>}>
      <PageList
        list={sessions}
        heads={['账号', '姓名', '单位', '登录时间', '最近使用', '地址', '操作']}
        empty="现在没有人登录"
      >
        {(session) => <SessionRow key={session.id} session={session} />}
      </PageList>
    </Page>
  )
}

function SessionRow({ session }: { session: SessionView }) {
  const { busy, change } = useChange('sessions')
  const end = () =>
    change((intention) => call('DELETE', `/sessions/${session.id}`, { intention }), `${session.name} 已下线`)
  return (
    <tr data-row>
      <td className="number">{session.login}</td>
      <td>{session.name}</td>
      <td>{session.unitName}</td>
      <td className="cell-fit number">{fullTime(session.createdAt)}</td>
      <td className="cell-fit number">{fullTime(session.seenAt)}</td>
      <td className="number" title={session.agent ?? undefined}>
        {session.address ?? '—'}
      </td>
      <td className="cell-fit">
        <Popconfirm title={`让 ${session.name} 下线？`} okText="下线" cancelText="取消" onConfirm={() => void end()}>
          <Button size="small" danger loading={busy} aria-label={`让 ${session.name} 下线`}>
            下线
          </Button>
        </Popconfirm>
      </td>
    </tr>
  )
}
