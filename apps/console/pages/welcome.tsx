import { ROLES } from '#domain/access'
import { PERMISSIONS } from '#domain/access'
import { useSelf } from '../parts/me'
import { Page } from '../parts/page'

/** For roles whose pages are elsewhere or not here yet: says so, instead of an empty frame. */
export default function Welcome() {
  const me = useSelf()
  return (
    <Page title={`您好，${me.person.name}`}>
      <section className="card narrow">
        <p>
          {me.unit.name} · {me.roles.map((role) => ROLES[role]).join('、')}
        </p>
        <p>您的角色没有工单办理页面。可以使用的权限：</p>
        <ul>
          {me.permissions.map((permission) => (
            <li key={permission}>{PERMISSIONS[permission].label}</li>
          ))}
        </ul>
      </section>
    </Page>
  )
}
