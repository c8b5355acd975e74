import { plainName, splitName } from './names'

/** The ways in which one name is written: as words to find, and as patterns of the surname with a title. */
export interface NameWordings {
  whole: string[]
  patterns: RegExp[]
}

export function nameWordings(name: string): NameWordings {
  const plain = plainName(name)
  if (plain === '') return { whole: [], patterns: [] }
  if (ORGANISATION.test(plain)) return { whole: [plain, ...shortNames(plain)], patterns: [] }
  const { surname, given } = splitName(plain)
  const parts = plain.split('·').filter((part) => part.length > 1)
  return {
    whole: [plain, ...parts],
    patterns: [
      ...surnamePatterns(surname || calledBy(plain)),
      ...givenPatterns(given),
      ...(surname ? [] : givenPatterns(calledShort(plain))),
    ],
  }
}

/** A rare surname is not in any list, and 巴特尔 is called 巴先生: here the first character counts as one. */
function calledBy(name: string): string {
  return /^\p{sc=Han}{2,10}$/u.test(name) ? name[0]! : ''
}

/** 格日勒图雅 is called 图雅大姐. */
function calledShort(name: string): string {
  return /^\p{sc=Han}{4,10}$/u.test(name) ? name.slice(-2) : ''
}

const ORGANISATION = /(?:公司|集团|厂|店|部|社|中心|学校|医院|协会|馆|场|站|超市|饭庄|酒楼)$/u
const LEGAL_FORM = /(?:有限责任公司|股份有限公司|集团有限公司|有限公司|公司|集团|专业合作社|合作社|经营部|服务部)$/u

/** 伊金霍洛旗蒙源商贸有限公司 is spoken of as 蒙源商贸. */
function shortNames(organisation: string): string[] {
  const stem = organisation.replace(/[(（].*?[)）]/g, '').replace(LEGAL_FORM, '')
  const local = stem
    .replace(/^.{2,8}?(?:自治区|省|市|盟|旗|县|区)(?=.{2})/u, '')
    .replace(/^.{2,5}?(?:市|旗|县|区)(?=.{2})/u, '')
  return [stem, local].filter((short) => short.length >= 3)
}

const TITLES =
  '老?先生|女士|小姐|老?师傅|同志|老师|总?经理|主任|医生|大夫|律师|老?大爷|老?大妈|大娘|大姐|大哥|大叔|大婶|阿姨|叔叔|伯伯|伯父|奶奶|爷爷|老太太?|老汉|' +
  '老板娘?|书记|[局处科所村队校院厂站社行镇乡旗区县]长|教授|会计|护士|警官|队员|姓|氏|家的?人|家里'
/** One character that is a title only where the word ends: 高总 but not 高总体. */
const SHORT_TITLES = '总|工|姐|哥|叔|婶|姨|嫂|爷|奶|伯|妈|爸|局|处|科|所|董'
const WORD_ENDS = '(?![\\p{sc=Han}])|(?=[说讲称来去在的和跟与及家给向找就又也])'
const VEILED = '[某x*×○〇o□■]'

function surnamePatterns(surname: string): RegExp[] {
  if (surname === '') return []
  return [
    new RegExp(`${surname}(?:${TITLES})`, 'gu'),
    new RegExp(`${surname}${VEILED}{1,4}(?:${TITLES})?`, 'gu'),
    new RegExp(`${surname}(?:${SHORT_TITLES})(?:${WORD_ENDS})`, 'gu'),
    new RegExp(`[老小阿]${surname}(?:${WORD_ENDS})`, 'gu'),
    new RegExp(`(?<!百)姓(?:是|为)?${surname}`, 'gu'),
  ]
}

/** 三丰 with an endearment; alone it is too often an ordinary word (建设, 和平). */
function givenPatterns(given: string): RegExp[] {
  return given.length < 2 ? [] : [new RegExp(`[小阿]?${escaped(given)}(?:${TITLES}|哥|姐|叔|婶|姨|嫂|爷|奶|伯)`, 'gu')]
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
