import fc from 'fast-check'
import { redact, REDACTED } from './redact'

const known = {
  phones: ['13812345678', '0477-8123456'],
  names: ['张三丰', '孛儿只斤·巴特尔', '伊金霍洛旗蒙源商贸有限公司'],
  identities: ['11010519491231002X'],
}

test.each([
  ['电话13812345678。', `电话${REDACTED}。`],
  ['电话１３８ 1234 ５６７８。', `电话${REDACTED}。`],
  ['电话138-1234\n5678。', `电话${REDACTED}。`],
  ['电话138，1234，5678。', `电话${REDACTED}。`],
  ['电话1\u200b3812345678。', `电话${REDACTED}。`],
  ['电话一三八 一二三四 五六七八。', `电话${REDACTED}。`],
  ['电话幺三八幺二三四五六七八。', `电话${REDACTED}。`],
  ['电话+86 13812345678。', `电话${REDACTED}。`],
  ['家里8123456，', `家里${REDACTED}，`],
  ['家里（0477）8123456，', `家里${REDACTED}，`],
  ['来电138****5678，', `来电${REDACTED}，`],
  ['尾号是5678的手机', `${REDACTED}的手机`],
  ['身份证11010519491231002x', `身份证${REDACTED}`],
  ['身份证 110105 19491231 002X', `身份证 ${REDACTED}`],
  ['我叫张三丰', `我叫${REDACTED}`],
  ['我叫张 三 丰', `我叫${REDACTED}`],
  ['我叫張三丰/张.三.丰', `我叫張三丰/${REDACTED}`],
  ['张先生来电', `${REDACTED}来电`],
  ['张 女士来电', `${REDACTED}来电`],
  ['张某某来电', `${REDACTED}来电`],
  ['张**（先生）', `${REDACTED}（先生）`],
  ['张总说，老张在', `${REDACTED}说，${REDACTED}在`],
  ['免贵姓张', `免贵${REDACTED}`],
  ['三丰哥、小三丰哥', `${REDACTED}、${REDACTED}`],
  ['巴特尔家的草场', `${REDACTED}家的草场`],
  ['孛儿只斤巴特尔', REDACTED],
  ['蒙源商贸拖欠', `${REDACTED}拖欠`],
])('%s becomes %s', (text, expected) => {
  expect(redact(text, known)).toBe(expected)
})

test.each([
  ['打15912345678找我', `打${REDACTED}找我`],
  ['打 159 1234 5678 找我', `打 ${REDACTED} 找我`],
  ['打（0477）8987654找我', `打${REDACTED}找我`],
  ['号码一五九一二三四五六七八', `号码${REDACTED}`],
  ['440524188001010014', REDACTED],
  ['卡号6222 0212 3456 7890 123', `卡号${REDACTED}`],
  ['写信给li.si@example.com谢谢', `写信给${REDACTED}谢谢`],
])('a number nobody named is taken out: %s', (text, expected) => {
  expect(redact(text)).toBe(expected)
})

test.each([
  '工单260720-345678于2026年11月20日14:30登记，涉及12345热线、110和96888',
  '可汗路12号3栋2单元501，每月物业费1380元，共15000000元',
  '紧张情绪、夸张、张贴广告、主张赔偿，百姓张望，太夸张？',
  '',
])('what points at nobody stays: %s', (text) => {
  expect(redact(text, known)).toBe(text)
})

test('short known numbers do not eat a text', () => {
  expect(redact('拨打110报警', { phones: ['110'], names: [''], identities: [''] })).toBe('拨打110报警')
})

test('a surname nobody listed is one, too', () => {
  expect(redact('郇某反映，巴先生在场', { names: ['郇阳', '巴雅尔'] })).toBe(`${REDACTED}反映，${REDACTED}在场`)
})

test('a long text is read in a moment, whatever it is made of', () => {
  const started = performance.now()
  for (const piece of ['a', '1', '1 ', '张', '一', 'a@', '0477-', '①']) redact(piece.repeat(20_000), known)
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('further words are taken out in any spacing', () => {
  expect(redact('住天骄小区3号楼', { others: ['天骄小区 3号楼'] })).toBe(`住${REDACTED}`)
})

/** The oracle knows nothing of spans: fold the whole result, look for the plain value. */
const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

test('after redaction no known value is left, however it was written and whatever stood around it', () => {
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/)
  const identity = fc.stringMatching(/^[1-6]\d{16}[\dX]$/)
  const name = fc
    .tuple(
      fc.constantFrom('张', '王', '欧阳', '高', '马'),
      fc.constantFrom('三', '三丰', '建设', '伟'),
      fc.constantFrom('', '·巴图'),
    )
    .map((parts) => parts.join(''))
  const wide = (sign: string): string =>
    /[0-9A-Z]/.test(sign) ? String.fromCodePoint(sign.codePointAt(0)! + 0xfee0) : sign
  const gap = fc.constantFrom('', '', '', ' ', '-', '　', '\n', '\u200b', '.', '/', '，', '（')
  const writing = (value: string) =>
    fc
      .array(fc.tuple(gap, fc.boolean()), { minLength: value.length, maxLength: value.length })
      .map((ways) => [...value].map((sign, i) => (ways[i]![1] ? wide(sign) : sign) + ways[i]![0]).join(''))
  const noise = fc.oneof(
    fc.constantFrom('他', '1', '38', '老', '先生', '0477', '张', ' ', '〔', '13'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )

  const scene = fc.tuple(mobile, identity, name).chain(([phone, number, person]) =>
    fc.record({
      values: fc.constant({ phones: [phone], identities: [number], names: [person] }),
      pieces: fc.array(fc.oneof(noise, writing(phone), writing(number), writing(person)), { maxLength: 12 }),
    }),
  )
  fc.assert(
    fc.property(scene, ({ values, pieces }) => {
      const result = plainOf(redact(pieces.join(''), values))
      for (const value of Object.values(values).flat()) expect(result).not.toContain(plainOf(value))
    }),
    { numRuns: 500 },
  )
})

test('redacting twice changes nothing, and what has nothing to hide is the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const once = redact(text, known)
      expect(redact(once, known)).toBe(once)
    }),
  )
})
