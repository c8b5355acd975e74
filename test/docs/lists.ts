import { PERMISSIONS, ROLES, type Role } from '#domain/access'
import { REFUSALS } from '#domain/refusals'
import { keysOf } from '#domain/words'
import { table } from './table'

const GENERATED = 'by `npm run docs`; a test keeps it fresh.'

export function permissionsPage(): string {
  const roles = keysOf(ROLES)
  const rows = keysOf(PERMISSIONS).map((permission) => {
    const by: readonly Role[] = PERMISSIONS[permission].by
    return [`\`${permission}\``, PERMISSIONS[permission].label, ...roles.map((role) => (by.includes(role) ? '●' : ''))]
  })
  return `# Who may do what

Generated from \`libs/domain/access.ts\` ${GENERATED} What is not in this table nobody may do.

${table(['permission', '权限', ...roles.map((role) => ROLES[role])], rows)}
`
}

export function refusalsPage(): string {
  const rows = keysOf(REFUSALS).map((code) => [`\`${code}\``, String(REFUSALS[code].status), REFUSALS[code].message])
  return `# Every way the product says no

Generated from \`libs/domain/refusals.ts\` ${GENERATED} HTTP and sockets answer from here alone.

${table(['code', 'status', '提示'], rows)}
`
}
