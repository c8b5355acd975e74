/** The 18 characters of a 统一社会信用代码 (GB 32100-2015): 31 signs, no I O S V Z, the last one checks the others. */
export const isCreditCode = (typed: string): boolean => creditCodeFault(plainCreditCode(typed)) === null

/** What is wrong with it, in words that say where to look; null when it is sound. */
export function creditCodeFault(code: string): string | null {
  if (code.length !== 18) return `统一社会信用代码应为 18 位，现为 ${code.length} 位，请核对`
  const odd = [...code].findIndex((sign) => !SIGNS.includes(sign))
  if (odd >= 0)
    return `统一社会信用代码第 ${odd + 1} 位“${code[odd]!}”不会出现在代码中（没有字母 I、O、S、V、Z），请核对`
  if (!/^\d{6}$/.test(code.slice(2, 8))) return '统一社会信用代码第 3 至 8 位是行政区划，应为数字，请核对'
  return checkOf(code) === code[17] ? null : '统一社会信用代码校验位不符，可能有一位听错或写错，请与诉求人逐位核对'
}

/** Half width, capitals, no spaces or dashes. */
export function plainCreditCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function checkOf(code: string): string {
  let sum = 0
  for (let place = 0, weight = 1; place < 17; place += 1, weight = (weight * 3) % 31)
    sum += SIGNS.indexOf(code[place]!) * weight
  return SIGNS[(31 - (sum % 31)) % 31]!
}
