import { Button } from 'antd'
import { useState } from 'react'
import { ROLES } from '#domain/access'
import type { PersonView } from '#domain/views'
import { usePages } from '../../api/queries'
import { Mark } from '../../parts/marks'
import { PageList } from '../../parts/page-list'
import { Page } from '../../parts/page'
import { SearchBox } from '../../parts/search-box'
import { agoWords } from '../../words/time'
import { serverNow } from '../../api/clock'
import { PersonDrawer } from './drawer'
import { InitialPassword, type Told } from './initial-password'

/** Accounts. The administrators' own are kept by a command on the server, and only shown here. */
export default function PeoplePage() {
  const [q, setQ] = useState('')
  const [open, setOpen] = useState<PersonView | 'new'>()
  const [told, setTold] = useState<Told>()
  const people = usePages<PersonView>('people', '/people', q ? { q } : {})
  return (
    <Page
      title="人员账号"
      aside={
        <>
          <SearchBox q={q} label="查找人员" placeholder="姓名或账号" onSearch={setQ} />
          <Button type="primary" onClick={() => setOpen('new')}>
            新增人员
          </Button>
        </>
      }
    >
      <PageList
        list={people}
        heads={['账号', '姓名', '单位', '角色', '状态', '最近登录', '操作']}
        empty="没有找到，请换个词"
      >
        {(person) => <PersonRow key={person.id} person={person} onOpen={setOpen} />}
      </PageList>
      <PersonDrawer open={open} onClose={() => setOpen(undefined)} onTold={setTold} />
      <InitialPassword told={told} onClose={() => setTold(undefined)} />
    </Page>
  )
}

function PersonRow({ person, onOpen }: { person: PersonView; onOpen: (person: PersonView) => void }) {
  return (
    <tr data-row>
      <td className="number">{person.login}</td>
      <td className="cell-fit">{person.name}</td>
      <td>{person.unitName}</td>
      <td>{person.roles.map((role) => ROLES[role]).join('、') || '—'}</td>
      <td className="cell-fit">
        <State person={person} />
      </td>
      <td className="cell-fit">{person.lastSeenAt ? agoWords(serverNow() - Date.parse(person.lastSeenAt)) : '从未'}</td>
      <td className="cell-fit">
        {person.manageable ? (
          <Button size="small" onClick={() => onOpen(person)} aria-label={`修改 ${person.name}`}>
            修改
          </Button>
        ) : (
          <span className="quiet">服务器上维护</span>
        )}
      </td>
    </tr>
  )
}

function State({ person }: { person: PersonView }) {
  if (!person.active) return <Mark>已停用</Mark>
  if (person.locked) return <Mark colour="red">已锁定</Mark>
  if (person.mustChangePassword) return <Mark colour="amber">待改初始密码</Mark>
  return <Mark colour="green">正常</Mark>
}
