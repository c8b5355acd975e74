import { ADMIN_ROLES, ROLES } from '#domain/access'
import { Refusal } from '#domain/refusals'
import { AdministratorRefused, Administrators } from '#services/people/administrators'
import { withDatabase } from './command'

/** `npm run admin -- …`: the accounts of the three administrators, for whoever may sit at the server. */
const COMMANDS: Record<string, { usage: string; run: (admins: Administrators, args: string[]) => Promise<string> }> = {
  add: {
    usage: 'add 账号 姓名 单位 角色',
    run: async (admins, [login = '', name = '', unit = '', role = '']) =>
      told(login, await admins.add(login, name, unit, roleOf(role))),
  },
  grant: {
    usage: 'grant 账号 角色',
    run: async (admins, [login = '', role = '']) => {
      await admins.grant(login, roleOf(role))
      return `${login} 已是${ROLES[roleOf(role)]}`
    },
  },
  revoke: {
    usage: 'revoke 账号',
    run: async (admins, [login = '']) => {
      await admins.revoke(login)
      return `${login} 不再是管理员`
    },
  },
  disable: {
    usage: 'disable 账号',
    run: async (admins, [login = '']) => {
      await admins.disable(login)
      return `${login} 已停用`
    },
  },
  enable: {
    usage: 'enable 账号',
    run: async (admins, [login = '']) => {
      await admins.enable(login)
      return `${login} 已启用`
    },
  },
  reset: {
    usage: 'reset 账号',
    run: async (admins, [login = '']) => told(login, await admins.reset(login)),
  },
}

const told = (login: string, password: string) => `初始密码（只显示这一次，首次登录须修改）：${login}  ${password}`

function roleOf(given: string) {
  const role = ADMIN_ROLES.find((each) => each === given || ROLES[each] === given)
  if (role) return role
  throw new AdministratorRefused(`角色应为 ${ADMIN_ROLES.map((each) => `${each}（${ROLES[each]}）`).join('、')}`)
}

function usage(): string {
  return ['用法：', ...Object.values(COMMANDS).map((command) => `  npm run admin -- ${command.usage}`)].join('\n')
}

async function main([name = '', ...args]: string[]) {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : null
  if (!command) throw new AdministratorRefused(usage())
  console.log(await withDatabase('jiban-admin', (db) => command.run(new Administrators(db), args)))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const fields = error instanceof Refusal ? ` ${JSON.stringify(error.detail ?? '')}` : ''
  console.error(`${error instanceof Error ? error.message : String(error)}${fields}`)
  process.exit(1)
})
