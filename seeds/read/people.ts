import { ADMIN_ROLES, ROLES, type Role } from '#domain/access'
import { DESKS } from '#domain/words'
import type { Row } from '../sheet'
import { refers } from './checks'
import type { PersonRow, UnitRow } from './data'
import type { RegionFiles } from './files'
import type { Known } from './units'

const COLUMNS = ['登录名', '姓名', '单位', '角色', '坐席']

/** Only where districts call back themselves. */
const OPTIONAL: readonly Role[] = ['districtCaller']

export function readPeople(files: RegionFiles, units: Known<UnitRow>): PersonRow[] {
  const seen = new Set<string>()
  const people = files.sheet('people.csv', COLUMNS).map((row) => {
    const found = person(row)
    if (seen.has(found.login)) row.fault('登录名', `“${found.login}”重复，登录名须唯一`)
    seen.add(found.login)
    refers(row, '单位', found.unit, units, 'units.csv')
    checkRoles(row, found.roles)
    return found
  })
  everyRoleHeld(files, people)
  return people
}

function person(row: Row): PersonRow {
  return {
    login: row.code('登录名', /^[a-z][a-z0-9.-]{2,39}$/, '小写字母开头的 3 到 40 位字母、数字、点或短横线'),
    name: row.required('姓名'),
    unit: row.required('单位'),
    roles: row.words('角色', ROLES),
    desk: row.word('坐席', DESKS),
  }
}

function checkRoles(row: Row, roles: readonly Role[]) {
  if (!row.text('角色')) row.fault('角色', '至少填一个角色')
  const admins = roles.filter((role) => (ADMIN_ROLES as readonly Role[]).includes(role))
  if (admins.length > 1) row.fault('角色', '系统、安全、审计三种管理员互相制约，一人只能担任一种')
}

/** A region without, say, an audit administrator could not be run. */
function everyRoleHeld(files: RegionFiles, people: readonly PersonRow[]) {
  const held = new Set(people.flatMap(({ roles }) => roles))
  for (const role of (Object.keys(ROLES) as Role[]).filter((each) => !OPTIONAL.includes(each)))
    if (!held.has(role)) files.fault('people.csv', `没有人担任“${ROLES[role]}”，请至少增加一人`, '角色')
}
