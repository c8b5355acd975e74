import { Button, Checkbox, Drawer, Form, Input, Popconfirm, Select } from 'antd'
import { ADMIN_ROLES, ROLES, type Role } from '#domain/access'
import { NewPersonInput, PersonInput, RolesInput } from '#domain/inputs'
import { DESKS, type Desk } from '#domain/words'
import type { PersonCreated, PersonView } from '#domain/views'
import { check, showFaults } from '../../actions/faults'
import { call } from '../../api/http'
import { useChange } from '../../api/use-change'
import { UnitPicker } from '../../parts/pickers'
import { choicesOf } from '../../words/choices'
import type { Told } from './initial-password'

interface DrawerProps {
  open: PersonView | 'new' | undefined
  onClose: () => void
  onTold: (told: Told) => void
}

export function PersonDrawer({ open, onClose, onTold }: DrawerProps) {
  const title = open === 'new' ? '新增人员' : open ? `修改 ${open.name}（${open.login}）` : ''
  return (
    <Drawer open={open !== undefined} onClose={onClose} title={title} size={480} destroyOnHidden>
      {open === 'new' && <NewPerson onClose={onClose} onTold={onTold} />}
      {open && open !== 'new' && <ExistingPerson person={open} onClose={onClose} onTold={onTold} />}
    </Drawer>
  )
}

type Values = { login?: string; name: string; unitId: number; desk?: Desk; roles: Role[] }

function NewPerson({ onClose, onTold }: Omit<DrawerProps, 'open'>) {
  const [form] = Form.useForm<Values>()
  const { busy, change } = useChange('people')
  const add = async () => {
    const body = form.getFieldsValue()
    const faults = check(NewPersonInput, body)
    if (Object.keys(faults).length) return void showFaults(form, faults)
    const made = await change((intention) => call<PersonCreated>('POST', '/people', { body, intention }), '已新增')
    if (!made) return
    onClose()
    onTold({ ...made.person, password: made.initialPassword })
  }
  return (
    <Form form={form} layout="vertical" name="new-person" initialValues={{ roles: [] }}>
      <Form.Item label="账号" name="login" extra="小写字母开头，建好后不能更改">
        <Input autoFocus maxLength={40} autoComplete="off" />
      </Form.Item>
      <Fields />
      <Button type="primary" loading={busy} onClick={() => void add()}>
        新增并生成初始密码
      </Button>
    </Form>
  )
}

function ExistingPerson({ person, onClose, onTold }: { person: PersonView } & Omit<DrawerProps, 'open'>) {
  const [form] = Form.useForm<Values>()
  const { busy, change } = useChange('people')
  const path = `/people/${person.id}`
  const save = async () => {
    const { name, unitId, desk, roles } = form.getFieldsValue()
    const facts = { name, unitId, desk: desk ?? 'none' }
    const faults = { ...check(PersonInput, facts), ...check(RolesInput, { roles }) }
    if (Object.keys(faults).length) return void showFaults(form, faults)
    const saved = await change(async (intention) => {
      await call('PATCH', path, { body: facts, intention: `${intention}-facts` })
      return call('PUT', `${path}/roles`, { body: { roles }, intention: `${intention}-roles` })
    }, '已保存')
    if (saved) onClose()
  }
  const setActive = async (active: boolean) => {
    const done = active ? '已启用' : '已停用，对方立即下线'
    if (await change((intention) => call('PATCH', path, { body: { active }, intention }), done)) onClose()
  }
  const reset = async () => {
    const made = await change(
      (intention) => call<PersonCreated>('POST', `${path}/password-reset`, { intention }),
      '已重置',
    )
    if (made) onTold({ ...made.person, password: made.initialPassword })
  }
  return (
    <Form form={form} layout="vertical" name="person" initialValues={{ ...person, desk: person.desk ?? undefined }}>
      <Fields />
      <div className="row">
        <Button type="primary" loading={busy} onClick={() => void save()}>
          保存
        </Button>
        <Popconfirm
          title="重置后原密码立即失效，对方下线。"
          okText="重置"
          cancelText="取消"
          onConfirm={() => void reset()}
        >
          <Button loading={busy}>重置密码</Button>
        </Popconfirm>
        <Button danger={person.active} loading={busy} onClick={() => void setActive(!person.active)}>
          {person.active ? '停用' : '启用'}
        </Button>
      </div>
    </Form>
  )
}

const isAdmin = (role: Role) => (ADMIN_ROLES as readonly Role[]).includes(role)
const GRANTABLE = choicesOf(ROLES).filter(({ value }) => !isAdmin(value))

const Fields = () => (
  <>
    <Form.Item label="姓名" name="name">
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
    <Form.Item label="所属单位" name="unitId">
      <UnitPicker />
    </Form.Item>
    <Form.Item label="专席（话务员）" name="desk">
      <Select options={choicesOf(DESKS)} allowClear placeholder="不设专席" />
    </Form.Item>
    <Form.Item label="角色" name="roles" extra="三类管理员互相制约，只能在服务器上设定。">
      <Checkbox.Group options={GRANTABLE} />
    </Form.Item>
  </>
)
