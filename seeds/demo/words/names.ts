import type { Random } from '../random'

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
]
const GIVEN = [...'子安若雨思嘉文梓浩宇欣怡俊杰晨曦佳琪明轩雅静志远海燕春梅建国秀英丽华国强玉兰永刚晓东']
const MONGOLIAN = [
  '巴图',
  '其其格',
  '斯琴',
  '乌云',
  '苏日娜',
  '那仁',
  '格日勒',
  '朝鲁',
  '哈斯',
  '萨仁',
  '宝音',
  '阿拉坦',
  '娜仁花',
  '特木尔',
  '乌兰',
  '敖登',
]
const TRADES = ['商贸', '物流', '建筑安装', '餐饮管理', '农牧业', '科技', '能源服务', '机电设备', '劳务', '新材料']
const WORDS = [
  '晨诺',
  '禾远',
  '润泽',
  '启航',
  '众合',
  '鼎盛',
  '华宁',
  '恒达',
  '云岭',
  '博远',
  '瑞丰',
  '天和',
  '聚力',
  '新拓',
]

export function personName(random: Random): string {
  if (random.chance(0.22)) return random.pick(MONGOLIAN) + (random.chance(0.25) ? random.pick(MONGOLIAN) : '')
  const given = random.pick(GIVEN) + (random.chance(0.75) ? random.pick(GIVEN) : '')
  return random.pick(SURNAMES) + given
}

export function companyName(random: Random): string {
  return `${random.pick(WORDS)}${random.pick(WORDS)}${random.pick(TRADES)}有限公司（示例）`
}

/** Mobile ranges no operator was ever given: these can never ring at anybody's. */
const NOBODYS = ['160', '161', '163', '164', '168', '169']
const EACH = 100_000_000

/** One number for each serial, up to six hundred million. */
export function phoneOf(serial: number): string {
  const range = NOBODYS[Math.floor(serial / EACH) % NOBODYS.length]
  return `${range}${String(((serial % EACH) * 7_368_787 + 12_345_679) % EACH).padStart(8, '0')}`
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A well-formed credit code (GB 32100) of division 000000, which there is not. */
export function creditCodeOf(serial: number): string {
  let tail = ''
  for (let rest = serial, at = 0; at < 9; at++, rest = Math.floor(rest / 31)) tail = SIGNS[rest % 31] + tail
  const code = `91000000${tail}`
  let sum = 0
  for (let at = 0, weight = 1; at < code.length; at++, weight = (weight * 3) % 31)
    sum += SIGNS.indexOf(code[at]!) * weight
  return code + SIGNS[(31 - (sum % 31)) % 31]
}

export const INDUSTRIES = [
  '批发零售',
  '餐饮住宿',
  '建筑施工',
  '道路运输',
  '煤炭开采',
  '装备制造',
  '农牧产品加工',
  '物业服务',
] as const
