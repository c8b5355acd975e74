import { foldDigits } from '#domain/privacy/fold'

/** One requester whom nobody else in the world resembles, and every way in which somebody may type who it is. */
export const WHO = {
  name: '格日勒图雅',
  phone: '13947712345',
  identity: '152701198803124521',
  address: '柳暗花明路七百七十七号',
}

const PHONES = [
  '13947712345',
  '139-4771-2345',
  '139 4771 2345',
  '１３９４７７１２３４５',
  '一三九四七七一二三四五',
  '+86 139 4771 2345',
  '139.4771.2345',
  '壹叁玖肆柒柒壹贰叁肆伍',
]
const NAMES = [
  '格日勒图雅',
  '格日勒 图雅',
  '格日勒·图雅',
  '格 日 勒 图 雅',
  '图雅大姐',
  '格女士',
  '格某某',
  '格日勒图雅女士',
]
const IDENTITIES = ['152701198803124521', '152701 19880312 4521', '１５２７０１１９８８０３１２４５２１']

let turn = 0
/** A sentence with all of it, in other writings each time. */
export function poison(): string {
  turn += 1
  const [name, phone, identity] = [NAMES, PHONES, IDENTITIES].map((ways) => ways[turn % ways.length])
  return `来电人${name}，电话${phone}，证件${identity}，说情况属实`
}

/**
 * Everything in a text that says who it is. Knows nothing of how the product takes things out: reads the text as a person
 * would, without signs and spaces, with Chinese numerals as digits.
 */
export function traces(text: string, tokens: readonly string[]): string[] {
  const letters = foldDigits(text).replace(/[^\p{L}\p{N}]/gu, '')
  const digits = [...letters].map((sign) => NUMERALS.get(sign) ?? sign).join('')
  return [
    ...['格日勒图雅', '图雅大姐', '格女士', '格某'].filter((each) => letters.includes(each)),
    ...['13947712345', '47712345', '152701198803124521'].filter((each) => digits.includes(each)),
    ...tokens.filter((token) => text.includes(token)),
  ]
}

const NUMERALS = new Map(
  ['〇零', '一壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((signs, digit) =>
    [...signs].map((sign) => [sign, String(digit)] as const),
  ),
)
