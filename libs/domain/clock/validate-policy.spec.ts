import { CLOCK_KINDS, keysOf } from '../words'
import { validatePolicy } from './validate-policy'

const LIMIT = { amount: 1, unit: 'workingDay' }
const ALL = Object.fromEntries(keysOf(CLOCK_KINDS).map((kind) => [kind, LIMIT]))
const GOOD = {
  code: 'test',
  version: 1,
  label: '测试',
  officeHours: { intervals: [[510, 1050]], weekdays: [1] },
  rules: [{ label: '全部', when: {}, limits: ALL }],
}
const withRule = (rule: unknown) => ({ ...GOOD, rules: [...GOOD.rules, rule] })
const withWhen = (when: unknown) => withRule({ label: '甲', when, limits: { reply: null } })
const withLimits = (limits: unknown) => withRule({ label: '甲', when: { complex: true }, limits })

test('a whole policy has no errors, "no deadline" and every condition included', () => {
  expect(validatePolicy(GOOD)).toEqual([])
  const when = {
    type: ['help'],
    urgency: ['normal'],
    category: ['01'],
    lifeLine: true,
    requester: ['citizen'],
    area: ['urban'],
    complex: false,
  }
  expect(validatePolicy(withRule({ label: '甲', when, limits: { reply: null }, hours: 'aroundTheClock' }))).toEqual([])
})

test.each<[unknown, string]>([
  [null, '时限方案应是一个对象'],
  [[], '时限方案应是一个对象'],
  [{ ...GOOD, code: ' ' }, '缺少方案代码 code'],
  [{ ...GOOD, label: undefined }, '缺少方案名称 label'],
  [{ ...GOOD, version: 1.5 }, '版本号 version 应为从1开始的整数'],
  [{ ...GOOD, officeHours: undefined }, '缺少上班时段 officeHours'],
  [
    { ...GOOD, officeHours: { intervals: [510, 1050], weekdays: [] } },
    '上班时段 intervals 应是[开始分钟, 结束分钟]的列表',
  ],
  [{ ...GOOD, officeHours: { intervals: [[510, 1050]] } }, '工作日 weekdays 应是1到7的列表'],
  [{ ...GOOD, officeHours: { intervals: [[510, 500]], weekdays: [1] } }, '第1个上班时段的结束应晚于开始'],
  [{ ...GOOD, rules: [] }, '规则列表 rules 不能为空'],
  [withRule('x'), '第2条规则:应是一个对象'],
  [withRule({ when: { complex: true }, limits: { reply: null } }), '第2条规则:缺少名称 label'],
  [withWhen(undefined), '第2条规则(甲):缺少适用条件 when(适用全部请写 {})'],
  [withWhen({ colour: ['red'] }), '第2条规则(甲):不认识的条件“colour”'],
  [withWhen({ lifeLine: 'yes' }), '第2条规则(甲):条件 lifeLine 应为 true 或 false'],
  [withWhen({ area: [] }), '第2条规则(甲):条件 area 应是非空列表'],
  [withWhen({ category: [1] }), '第2条规则(甲):类别代码应是非空文字'],
  [withWhen({ area: ['moon'] }), '第2条规则(甲):区域没有“moon”,可选:urban、rural、remote'],
  [
    withWhen({ type: ['toString'] }),
    '第2条规则(甲):诉求类型没有“toString”,可选:inquiry、help、complaint、report、suggestion、praise',
  ],
  [withLimits({}), '第2条规则(甲):没有写任何时限 limits'],
  [withLimits({ reply: 3 }), '第2条规则(甲):答复时限应写作 { amount, unit },不设时限请写 null'],
  [withLimits({ reply: { amount: 0, unit: 'hour' } }), '第2条规则(甲):答复时限的数量“0”应为大于0的数'],
  [withLimits({ sign: { amount: '3', unit: 'hour' } }), '第2条规则(甲):签收时限的数量“3”应为大于0的数'],
  [
    withLimits({ reply: { amount: 1, unit: 'week' } }),
    '第2条规则(甲):答复时限的单位“week”无效,可选:minute、hour、naturalDay、workingDay、workingHour',
  ],
  [
    withLimits({ answer: LIMIT }),
    '第2条规则(甲):不认识的时限“answer”,可选:dispatch、sign、returnWindow、contact、reply、redo、callback、arrive、rectify',
  ],
  [
    withRule({ label: '甲', when: { complex: true }, limits: { reply: null }, hours: 'night' }),
    '第2条规则(甲):hours 只能是 office(上班时间)或 aroundTheClock(全天)',
  ],
  [
    withRule({ label: '甲', when: {}, limits: { reply: null } }),
    '第2条规则(甲):答复时限与第1条规则条件相同,永远不会生效',
  ],
])('%j', (json, error) => {
  expect(validatePolicy(json)).toEqual([error])
})

test('a limit nobody wrote is an error for each type and urgency it is missing for', () => {
  const limits = { ...ALL, redo: undefined }
  const errors = validatePolicy({
    ...GOOD,
    rules: [{ label: '多数', when: {}, limits: { ...JSON.parse(JSON.stringify(limits)) } }],
  })
  expect(errors).toHaveLength(12)
  expect(errors).toContain('紧急投诉没有规则写明重办时限,不设时限请写 null')
})
