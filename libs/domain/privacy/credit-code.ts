/** The 18 characters of a 统一社会信用代码 (GB 32100): 31 signs, no I O S V Z, the last one checks the others. */
export function isCreditCode(typed: string): boolean {
  const code = plainCreditCode(typed)
  return /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code) && checkOf(code) === code[17]
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
