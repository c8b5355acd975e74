import type { Permission } from '#domain/access'
import type { Me } from '#domain/views'

/** Where one can go. One row per page: who may, and the two keys that lead there; the first that one may use is home. */
export const PLACES = [
  { key: 'dispatch', path: '/dispatch', label: '派单台', keys: 'g d', by: ['ticket.dispatch', 'ticket.review'] },
  { key: 'intake', path: '/intake', label: '诉求登记', keys: 'g n', by: ['ticket.register'] },
  { key: 'telephone', path: '/telephone', label: '话务台', keys: 'g l', by: ['call.answer'] },
  { key: 'callbacks', path: '/callbacks', label: '回访台', keys: 'g c', by: ['ticket.callback'] },
  { key: 'inbox', path: '/inbox', label: '单位工单', keys: 'g i', by: ['assignment.handle'] },
  {
    key: 'supervision',
    path: '/supervision',
    label: '督办台',
    keys: 'g v',
    by: ['ticket.supervise', 'ticket.instruct'],
  },
  {
    key: 'consultations',
    path: '/consultations',
    label: '会商',
    keys: 'g h',
    by: ['consultation.hold', 'ticket.instruct', 'assignment.handle'],
  },
  {
    key: 'rectifications',
    path: '/rectifications',
    label: '差评整改',
    keys: 'g z',
    by: ['rectification.read'],
  },
  { key: 'ledger', path: '/ledger', label: '挂账台账', keys: 'g x', by: ['ticket.see-all', 'ticket.see-unit'] },
  { key: 'requests', path: '/requests', label: '审批', keys: 'g r', by: ['request.decide'] },
  { key: 'ranking', path: '/ranking', label: '考核排名', keys: 'g w', by: ['ranking.read'] },
  { key: 'tickets', path: '/tickets', label: '工单查询', keys: 'g t', by: ['ticket.see-all', 'ticket.see-unit'] },
  { key: 'knowledge', path: '/knowledge', label: '知识库', keys: 'g k', by: ['knowledge.read'] },
  { key: 'reminders', path: '/reminders', label: '日提醒', keys: 'g y', by: ['assignment.handle', 'ticket.supervise'] },
  { key: 'messages', path: '/messages', label: '告知与上传', keys: 'g m', by: ['message.manage'] },
  {
    key: 'announcements',
    path: '/announcements',
    label: '公告口径',
    keys: 'g b',
    by: ['announcement.publish'],
  },
  { key: 'callFigures', path: '/call-figures', label: '话务统计', keys: 'g f', by: ['call.figures'] },
  { key: 'desks', path: '/desks', label: '专席管理', keys: 'g e', by: ['desk.manage'] },
  { key: 'jobs', path: '/jobs', label: '后台任务', keys: 'g j', by: ['job.manage'] },
  { key: 'people', path: '/people', label: '人员账号', keys: 'g p', by: ['person.manage'] },
  { key: 'sessions', path: '/sessions', label: '在线会话', keys: 'g s', by: ['session.revoke'] },
  { key: 'audit', path: '/audit', label: '审计记录', keys: 'g a', by: ['audit.read'] },
  { key: 'rules', path: '/rules', label: '时限与日历', keys: 'g u', by: ['rule.propose', 'rule.approve'] },
] as const satisfies readonly { key: string; path: string; label: string; keys: string; by: readonly Permission[] }[]
export type Place = (typeof PLACES)[number]

export const places = (me: Me): Place[] =>
  PLACES.filter(({ by }) => by.some((permission) => me.permissions.includes(permission)))
