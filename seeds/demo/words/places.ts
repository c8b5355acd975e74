import type { Random } from '../random'

/** Streets and estates that exist only here. */
const ROADS = [
  '文明路',
  '青年街',
  '团结路',
  '向阳街',
  '草原路',
  '新民街',
  '安康路',
  '朝晖路',
  '学府街',
  '和顺路',
  '金穗路',
  '银河街',
]
const ESTATES = [
  '幸福里',
  '阳光花园',
  '和苑小区',
  '锦绣家园',
  '馨宁小区',
  '绿洲名邸',
  '康乐园',
  '祥和苑',
  '北辰小区',
  '晨光佳苑',
]
const PARK_ROADS = ['创业路', '产业一路', '产业二路', '纬三街', '仓储路']
const RURAL = ['一社', '二社', '南梁', '东沟', '西滩', '井子湾', '柳树渠', '沙圪台']

/** A made-up address inside the place. */
export function addressIn(random: Random, placeName: string, land: 'town' | 'country' | 'park'): string {
  const place = placeName.replace('（示例）', '')
  if (land === 'park') return `${place}${random.pick(PARK_ROADS)}${random.whole(1, 40)}号`
  if (land === 'country') return `${place}${random.pick(RURAL)}`
  const road = random.pick(ROADS)
  if (random.chance(0.35)) return `${place}${road}与${random.pick(ROADS.filter((other) => other !== road))}交叉口`
  return `${place}${road}${random.pick(ESTATES)}${random.whole(1, 28)}号楼`
}
