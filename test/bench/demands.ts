import type { DispatchUnitInput, RegisterInput } from '#domain/inputs'
import { propose } from '#domain/dispatch/propose'
import type { RegionRules } from '#domain/workflow/region'

/** The same numbers in every run. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 7), state | 61)
    mixed ^= mixed >>> 14
    return (mixed >>> 0) % below
  }
}

const PLACES =
  '天骄小区 一小区 锦绣花园 民族团结广场 可汗路 文明东街 车家渠 布拉格嘎查 柳沟村 乌兰敖包 札萨克水库 汽车站'.split(' ')
const THINGS =
  '路灯 供暖 自来水 井盖 电梯 垃圾 噪音 油烟 停车 公交 拆迁款 工资 占道经营 污水 物业费 信号灯 草场 灌溉渠 流浪狗 燃气'.split(
    ' ',
  )
const FAULTS =
  '一直没有人修 时好时坏 影响正常生活 存在安全隐患 多次反映无人处理 夜间尤其严重 说好的期限已经过了 附近居民意见很大'.split(
    ' ',
  )
const ASKS = '请尽快安排维修 请有关部门核实处理 希望给出明确答复 请协调解决 要求公开处理结果 请到现场查看'.split(' ')
const WHEN = '上周三晚上 今天早上 三天前 入冬以来 昨天下午五点左右 近一个月 自本月初起'.split(' ')

/** A text as a person at the telephone would write it down: some two hundred characters, of words that repeat. */
export function sentence(pick: (below: number) => number): { title: string; content: string; address: string } {
  const one = (words: string[]) => words[pick(words.length)]!
  const [place, thing] = [one(PLACES), one(THINGS)]
  const building = `${1 + pick(40)}号楼${1 + pick(6)}单元`
  const content =
    `来电人反映${one(WHEN)}${place}${building}的${thing}问题，${one(FAULTS)}，${one(FAULTS)}。此前曾向${one(PLACES)}附近的工作人员说明，` +
    `对方称${one(THINGS)}不归其负责，至今${one(FAULTS)}。来电人还提到${one(PLACES)}也有${one(THINGS)}的情况，${one(ASKS)}，${one(ASKS)}。`
  return { title: `${place}${thing}问题`, content, address: `${place}${building}` }
}

export const NAMES = '苏日娜 巴特尔 王建国 李秀英 张伟 其其格 刘洋 赵敏 陈志强 杨柳'.split(' ')

/**
 * Demands that a person with both rights registers and dispatches in one act: dual, by a certain entry of the catalogue.
 * `phone` may leave room for a number that each sending fills in.
 */
export function demands(region: RegionRules, count: number, phone: (n: number) => string): RegisterInput[] {
  const pick = dice(12_345)
  const places = certainPlaces(region)
  return [...Array(count).keys()].map((n) => {
    const { units, ...at } = places[pick(places.length)]!
    return {
      type: (['help', 'complaint', 'inquiry'] as const)[pick(3)]!,
      channel: 'phone',
      urgency: 'normal',
      requester: { kind: 'citizen', name: NAMES[pick(NAMES.length)]!, phone: phone(n) },
      ...at,
      ...sentence(pick),
      outcome: 'register',
      dispatch: { units },
    }
  })
}

function certainPlaces(region: RegionRules): { categoryCode: string; placeCode: string; units: DispatchUnitInput[] }[] {
  const found = []
  for (const { code: categoryCode, level, active } of region.categories.values())
    for (const { code: placeCode, active: usable } of region.places.values()) {
      if (level !== 3 || !active || !usable) continue
      const { certain, units } = propose(region, { categoryCode, placeCode })
      if (!certain || units.length !== 2) continue
      found.push({ categoryCode, placeCode, units: units.map(({ unitId, line, role }) => ({ unitId, line, role })) })
    }
  if (!found.length) throw new Error('the region has no certain dual dispatch')
  return found
}
