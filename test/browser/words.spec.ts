import { blank, cleanPhone, intakeBody, type Outcome, suggestedTitle } from '../../apps/console/pages/intake/values'
import { lampOf } from '../../apps/console/words/lamp'
import { agoWords, fullTime, lengthWords, shortTime } from '../../apps/console/words/time'

const NOON = Date.parse('2026-11-20T04:00:00Z')
const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString()

test('times are the region’s, whatever the computer is set to', () => {
  expect(fullTime('2026-11-20T16:30:00Z')).toBe('2026-11-21 00:30')
  expect(shortTime('2026-11-20T15:59:00Z', NOON)).toBe('今天 23:59')
  expect(shortTime('2026-11-20T16:00:00Z', NOON)).toBe('11月21日 00:00')
})

test.each([
  [20_000, '不到 1 分钟'],
  [5 * 60_000, '5 分钟'],
  [125 * 60_000, '2 小时 5 分'],
  [27 * 3_600_000, '1 天 3 小时'],
])('%i ms is said as %s', (ms, words) => expect(lengthWords(ms)).toBe(words))

test('an age is told in seconds first', () => {
  expect(agoWords(3_400)).toBe('3 秒前')
  expect(agoWords(90_000)).toBe('1 分钟前')
})

test('a lamp turns at its moments and says so in words', () => {
  const words = (due: number, yellow: number) => lampOf(at(due), at(yellow), NOON)
  expect(words(60, 30)).toEqual({ colour: 'green', word: '正常', left: '剩 1 小时' })
  expect(words(10, 0)).toEqual({ colour: 'yellow', word: '临期', left: '剩 10 分钟' })
  expect(words(-10, -30)).toEqual({ colour: 'red', word: '逾期', left: '已超 10 分钟' })
  expect(lampOf(null, null, NOON).colour).toBe('none')
})

test.each([
  ['１３９ 0000-1234', '13900001234'],
  ['+86 139 0000 1234', '13900001234'],
  ['0086-13900001234', '13900001234'],
  ['0477-8500001', '04778500001'],
])('%s is dialled as %s', (typed, phone) => expect(cleanPhone(typed)).toBe(phone))

test('a title is the first words of the demand', () => {
  expect(suggestedTitle('路灯不亮。请尽快维修')).toBe('路灯不亮')
  expect(suggestedTitle('')).toBe('')
  const long = '小区供暖后家里一直不热，室温只有十四度，老人和两个孩子都受不了，希望尽快处理'
  expect(suggestedTitle(long)).toBe('小区供暖后家里一直不热，室温只有十四度')
})

test('what was left empty is not sent, and units only with a dispatch', () => {
  const proposal = {
    catalogueVersion: 1,
    certain: true,
    warnings: [],
    deadlines: [],
    units: [
      {
        unitId: 7,
        unitName: '某局',
        line: 'industry' as const,
        role: 'lead' as const,
        why: '',
        source: 'place' as const,
        ruleLine: null,
        aliases: [],
      },
    ],
  }
  const values = { ...blank(), content: '路灯不亮', address: '', answer: '多余的答复' }
  const sent = intakeBody(values, 'general', proposal)
  expect(sent).toEqual({
    channel: 'phone',
    desk: 'general',
    type: 'help',
    urgency: 'normal',
    content: '路灯不亮',
    title: '路灯不亮',
    outcome: 'register',
    requester: { kind: 'citizen', language: 'chinese' },
  })
  expect(intakeBody({ ...values, outcome: 'dispatch' }, null, proposal)['dispatch']).toEqual({
    units: [{ unitId: 7, line: 'industry', role: 'lead' }],
  })
})

test('only what belongs to the chosen outcome is sent', () => {
  const typed = {
    ...blank(),
    content: '路灯不亮',
    answer: '已答复',
    threeWay: [{ unitId: 7, result: '今晚修好' }],
    handOver: { to: 'fire119' as const, told: '已转接' },
    decline: { reason: 'legalChannel' as const, told: '' },
  }
  const sent = (outcome: Outcome) => {
    const { answer, threeWay, handOver, decline, outcome: as } = intakeBody({ ...typed, outcome }, null)
    return JSON.parse(JSON.stringify({ as, answer, threeWay, handOver, decline })) as object
  }
  expect(sent('dispatch')).toEqual({ as: 'register' })
  expect(sent('answer')).toEqual({ as: 'answer', answer: '已答复' })
  expect(sent('threeWay')).toEqual({ as: 'threeWay', threeWay: typed.threeWay })
  expect(sent('handOver')).toEqual({ as: 'handOver', handOver: typed.handOver })
  expect(sent('decline')).toEqual({ as: 'decline', decline: { reason: 'legalChannel' } })
})
