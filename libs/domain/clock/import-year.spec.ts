import { validateHolidays } from './holidays'
import { importYear } from './import-year'

const NOTICE = 'https://www.gov.cn/notice'

test('lines of a table become holidays and make-up days, in rows as people read them', () => {
  const text = '日期,名称,类型\n2027-01-01,元旦,休\n2027/1/2，元旦，休\n2027-01-04,元旦,班\n2026-12-31,元旦,休\n'
  const { year, errors } = importYear(text, NOTICE)
  expect(errors).toEqual([])
  expect(year).toEqual({
    year: 2027,
    notices: [NOTICE],
    off: [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }],
    work: [{ name: '元旦', day: '2027-01-04' }],
  })
  expect(validateHolidays({ years: [year] })).toEqual([])
})

test('both shapes of JSON read alike; without a notice the year stays provisional', () => {
  const days = [
    { name: '春节', date: '2027-02-06', isOffDay: true },
    { name: '春节', date: '2027-02-07', isOffDay: true },
    { name: '春节', date: '2027-02-20', isOffDay: false },
  ]
  const one = importYear(JSON.stringify({ year: 2027, days }), '')
  const off = [{ name: '春节', from: '2027-02-06', to: '2027-02-07' }]
  const other = importYear(JSON.stringify({ year: 2027, off, work: [{ name: '春节', day: '2027-02-20' }] }), '')
  expect(one).toEqual(other)
  expect(one.year).toMatchObject({ notices: [], off })
})

test('every wrong row is named with what to do', () => {
  const text =
    '2027-02-30,春节,休\n2027-02-06,,休\n2027-02-07,春节,也许\n2027-02-08,春节,休\n2027-02-08,春节,休\n2030-01-01,元旦,休'
  expect(importYear(text, NOTICE)).toEqual({
    year: null,
    errors: [
      '第1行：日期“2027-02-30”无效，应形如 2027-10-01',
      '第2行：请写明节日名称（不超过 40 个字）',
      '第3行：“也许”应为“休”或“班”',
      '第5行：2027-02-08 已在第4行出现',
      '第6行：2030-01-01 不属于 2027 年的安排',
    ],
  })
  expect(importYear('{"days": [', NOTICE).errors[0]).toMatch(/^不是完整的 JSON/)
  expect(importYear('{}', NOTICE).errors).toEqual(['JSON 中应有 days，或 off 与 work 列表'])
  expect(importYear('\n\n', NOTICE).errors).toEqual(['没有读到任何日期'])
  expect(importYear('{"off":[{"name":"x","from":"2027-05-03","to":"2027-05-01"}]}', NOTICE).errors).toHaveLength(1)
})
