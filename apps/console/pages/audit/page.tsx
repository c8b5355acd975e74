import { Select } from 'antd'
import { useState } from 'react'
import type { AuditView } from '#domain/views'
import { usePages } from '../../api/queries'
import { PageList } from '../../parts/page-list'
import { Page } from '../../parts/page'
import { choicesOf } from '../../words/choices'
import { fullTime } from '../../words/time'

/** What was done beside the tickets: sign-ins, accounts, revealed requesters. Read only. */
export default function AuditPage() {
  const [kind, setKind] = useState<string>('all')
  const records = usePages<AuditView>('audit', '/audit', kind === 'all' ? {} : { kind })
  return (
    <Page
      title="审计记录"
      aside={
        <Select
          value={kind}
          onChange={setKind}
          options={[{ value: 'all', label: '全部类型' }, ...choicesOf(KINDS)]}
          aria-label="记录类型"
          style={{ width: 160 }}
        />
      }
    >
      <PageList list={records} heads={['时间', '类型', '操作人', '账号', '内容', '请求编号']} empty="没有这类记录">
        {(record) => (
          <tr key={record.id} data-row>
            <td className="cell-fit number">{fullTime(record.at)}</td>
            <td className="cell-fit">{record.label}</td>
            <td className="cell-fit">{record.by ?? '—'}</td>
            <td className="number">{record.login ?? '—'}</td>
            <td className="words">{record.facts.map(({ name, value }) => `${name}：${value}`).join('；') || '—'}</td>
            <td className="quiet">{record.requestId?.slice(0, 8) ?? '—'}</td>
          </tr>
        )}
      </PageList>
    </Page>
  )
}

/** The kinds one looks for; the server says every record's own label. */
const KINDS = {
  signIn: '登录',
  signInFailed: '登录失败',
  signInLocked: '登录锁定',
  passwordChanged: '修改密码',
  sessionRevoked: '强制下线',
  personAdded: '新增人员',
  personChanged: '修改人员',
  personDisabled: '停用人员',
  rolesChanged: '变更角色',
  passwordReset: '重置密码',
  revealed: '查看诉求人信息',
  requesterErased: '删除诉求人信息',
  jobRetried: '重试后台任务',
}
