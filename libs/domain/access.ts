/** Who may do what. One table of permissions and roles; a permission that is not here does not exist, a role without it may not. */

export const ROLES = {
  operator: '话务员',
  dispatcher: '派单员',
  handler: '经办人',
  unitLead: '单位负责人',
  callbackAgent: '回访员',
  districtCaller: '区县镇回访员',
  supervisor: '督办员',
  appraiser: '考核员',
  leader: '领导',
  oversight: '纪检督查',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
} as const
export type Role = keyof typeof ROLES

/** The three administrators check each other: nobody holds two of them, and none can grant another. */
export const ADMIN_ROLES = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const satisfies readonly Role[]

const CENTER: readonly Role[] = ['operator', 'dispatcher', 'callbackAgent', 'supervisor', 'appraiser', 'leader']
const UNIT: readonly Role[] = ['handler', 'unitLead']
/** Calls back for a district: sees what its units see, and works on nothing. */
const DISTRICT: readonly Role[] = ['districtCaller']
const ADMINS: readonly Role[] = ADMIN_ROLES
const EVERYONE: readonly Role[] = [...CENTER, ...UNIT, ...DISTRICT, 'oversight', ...ADMINS]

export const PERMISSIONS = {
  'self.use': { label: '登录与个人设置', by: EVERYONE },
  'ticket.see-all': { label: '查看全部工单', by: [...CENTER, 'oversight'] },
  'ticket.see-unit': { label: '查看本单位及下级工单', by: [...UNIT, ...DISTRICT] },
  'ticket.register': { label: '登记诉求', by: ['operator', 'dispatcher'] },
  'ticket.dispatch': { label: '派单', by: ['dispatcher'] },
  'ticket.review': { label: '审核答复', by: ['dispatcher'] },
  'ticket.callback': { label: '回访', by: ['callbackAgent', 'districtCaller'] },
  'ticket.supervise': { label: '督办', by: ['supervisor', 'oversight'] },
  'ticket.track': { label: '跟踪疑难与问题工单', by: ['dispatcher', 'supervisor'] },
  'consultation.hold': { label: '组织会商、落实结论', by: ['dispatcher', 'supervisor'] },
  'ticket.instruct': { label: '批示', by: ['leader'] },
  'rectification.read': {
    label: '查看整改',
    by: ['callbackAgent', 'districtCaller', 'supervisor', 'appraiser', 'leader', 'oversight', ...UNIT],
  },
  'request.decide': { label: '审批退单、延期、挂账', by: ['dispatcher', 'supervisor', 'leader', 'unitLead'] },
  'assignment.lead': { label: '转办下级、审批答复', by: ['unitLead'] },
  'assignment.handle': { label: '签收、联系、答复', by: UNIT },
  'requester.reveal': {
    label: '查看诉求人联系方式',
    by: ['operator', 'dispatcher', 'callbackAgent', 'districtCaller', 'handler', 'unitLead'],
  },
  'report.open': {
    label: '查看举报与保密工单内容',
    by: ['operator', 'dispatcher', 'callbackAgent', 'supervisor', 'oversight'],
  },
  'call.answer': { label: '接听来电与回拨', by: ['operator'] },
  'call.figures': { label: '查看话务统计', by: ['supervisor', 'leader'] },
  'desk.manage': { label: '管理专席与排班', by: ['supervisor'] },
  'knowledge.read': { label: '查阅知识库', by: [...CENTER, ...UNIT, 'oversight'] },
  'knowledge.write': { label: '撰写知识、核实反馈', by: ['operator', 'dispatcher', 'supervisor', ...UNIT] },
  'knowledge.approve': { label: '审核发布知识', by: ['dispatcher', 'supervisor', 'unitLead'] },
  'announcement.read': { label: '查阅公告与热点口径', by: CENTER },
  'announcement.publish': { label: '发布公告与热点口径', by: ['dispatcher', 'supervisor'] },
  'ranking.freeze': { label: '申请与签发考核冻结', by: ['appraiser', 'leader'] },
  'ranking.read': { label: '查看考核排名', by: [...CENTER, ...UNIT, 'oversight'] },
  'region.read': { label: '查看基础数据', by: EVERYONE },
  'ticket.export': {
    label: '导出工单列表',
    by: ['dispatcher', 'supervisor', 'appraiser', 'leader', 'oversight', 'unitLead'],
  },
  'rule.propose': { label: '拟订时限方案与工作日历', by: ['systemAdmin', 'supervisor'] },
  'rule.approve': { label: '批准时限方案与工作日历', by: ['supervisor', 'leader'] },
  'person.manage': { label: '管理人员账号', by: ['systemAdmin'] },
  'session.revoke': { label: '强制下线', by: ['securityAdmin'] },
  'audit.read': { label: '查看审计记录', by: ['auditAdmin'] },
  'reveal.audit': { label: '核查谁查看过诉求人信息', by: ['supervisor', 'oversight', 'auditAdmin'] },
  'message.manage': { label: '查看与重发告知和上传', by: ['dispatcher', 'supervisor', 'systemAdmin'] },
  'job.manage': { label: '查看与重试后台任务', by: ['systemAdmin'] },
} as const satisfies Record<string, { label: string; by: readonly Role[] }>
export type Permission = keyof typeof PERMISSIONS

export function can(roles: readonly Role[], permission: Permission): boolean {
  const by: readonly Role[] = PERMISSIONS[permission].by
  return roles.some((role) => by.includes(role))
}

export function permissionsOf(roles: readonly Role[]): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => can(roles, permission))
}

/** Which administrator may give a role: accounts are the system's, never the three administrators' own kind. */
export function mayGrant(granter: readonly Role[], role: Role): boolean {
  return granter.includes('systemAdmin') && !ADMINS.includes(role)
}

export const isAdmin = (roles: readonly Role[]) => roles.some((role) => ADMINS.includes(role))

/**
 * Whose account a person may change. An administrator's is changed by the command on the server alone: who could reset the
 * auditor's password or disable the account would hold that role, too. So nobody can disable or promote himself either.
 */
export function mayManage(manager: readonly Role[], target: readonly Role[]): boolean {
  return can(manager, 'person.manage') && !isAdmin(target)
}

/** Everything a decision needs to know about who acts; loaded once per request. */
export interface Actor {
  personId: number
  name: string
  unitId: number
  /** Path of the person's unit; scope of unit roles is this subtree. */
  unitPath: string
  roles: readonly Role[]
}

/** The clock and other promises act in nobody's name. */
export const SYSTEM: Actor = { personId: 0, name: '系统', unitId: 0, unitPath: '', roles: [] }
