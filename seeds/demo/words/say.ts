import type { RegionCategory } from '#domain/workflow/region'
import type { ReplyOutcome, Solved, TicketType } from '#domain/words'
import type { ReplyInput } from '#domain/inputs'
import type { Random } from '../random'
import { type Manner, mannerOf } from './matters'

/** Sentences of the demo city, put together from the manner of the matter. */

const SINCE = ['这两天', '上周', '一个月前', '前天', '最近', '这几天', '半个月前', '前天晚上']
const HELLO = ['诉求人来电反映', '市民来电反映', '来电人反映', '诉求人反映']
const POLITE = ['谢谢。', '麻烦了。', '', '', '']

export interface Said {
  title: string
  content: string
}

export function demandWords(
  random: Random,
  type: TicketType,
  category: RegionCategory,
  address: string,
  unit: string,
): Said {
  const { name } = category
  const manner = mannerOf(category.code)
  const pick = <T>(things: readonly T[]) => random.pick(things)
  switch (type) {
    case 'inquiry':
      return {
        title: `咨询${name}`,
        content: `来电人咨询“${name}”有关事项：${pick(manner.questions)}，${pick(manner.questions)}。${pick(POLITE)}`,
      }
    case 'suggestion':
      return {
        title: `关于${name}的建议`,
        content: `建议人就“${name}”提出：目前${pick(manner.details)}，${pick(manner.effects)}，建议在${address || '全域'}增加投入并建立长效办法，${pick(manner.asks)}。`,
      }
    case 'praise':
      return {
        title: `表扬${unit}`,
        content: `诉求人对${unit}办理“${name}”一事表示感谢，称工作人员态度热情、处理及时，希望给予表扬。`,
      }
    case 'report':
      return {
        title: `举报${name}`,
        content: `举报人反映：${address || pick(manner.spots)}存在“${name}”问题，${pick(SINCE)}${pick(manner.details)}。举报人愿意提供线索，要求保密，${pick(manner.asks)}。`,
      }
    default:
      return SERVICE.test(name) ? serviceWords(random, name, manner) : matterWords(random, name, manner, address)
  }
}

/** Something people apply for does not "occur"; it gets stuck. */
const SERVICE =
  /(办理|申请|评审|查询|待遇|补贴|报名|登记|缴费|参保|转移|接续|认定|备案|提取|贷款|发放|救助|援助|开具|审批|审核|鉴定|选举|证|业务|时限|签约|扶持|资助|兑现|退费)$/

function serviceWords(random: Random, name: string, { details, effects, asks }: Manner): Said {
  const pick = (things: readonly string[]) => random.pick(things)
  const what = name.replace(/办理$/, '')
  const content = `${pick(HELLO)}“${what}”办理问题：前些天提出申请，${pick(details)}，${pick(effects)}。${pick(asks)}。${pick(POLITE)}`
  return { title: `${what}办理不顺`, content }
}

function matterWords(random: Random, name: string, manner: Manner, address: string): Said {
  const pick = (things: readonly string[]) => random.pick(things)
  const where = manner.placeless || !address ? pick(manner.spots) : address
  const content = `${pick(HELLO)}“${name}”问题：${where}，${pick(SINCE)}开始，${pick(manner.details)}，${pick(manner.effects)}。${pick(manner.asks)}。${pick(POLITE)}`
  return { title: `${where.slice(0, 40)}${name}`, content }
}

export function answerWords(random: Random, category: RegionCategory): string {
  const manner = mannerOf(category.code)
  return `已向来电人说明“${category.name}”的办理依据（${random.pick(manner.basis)}）、所需材料和时限，并告知可通过“蒙速办”或服务窗口办理。来电人表示清楚。`
}

const REACHED = [
  '已电话联系诉求人，了解具体情况并约定查看时间',
  '已与诉求人通话，核对地点和诉求',
  '已上门与诉求人见面沟通',
  '已联系诉求人，说明办理步骤和时间',
]
const FINISH: Record<ReplyOutcome, string> = {
  solved: '目前问题已解决',
  explained: '已向诉求人作出解释说明，诉求人表示理解',
  notFeasible: '因现行政策和条件限制暂不具备实施条件，已向诉求人说明依据',
  inPlan: '已列入后续实施计划，完成后将主动反馈',
}

export const contactNote = (random: Random) => `${random.pick(REACHED)}。`
export const relayNote = (random: Random, category: RegionCategory) =>
  `请中心转达：${random.pick(mannerOf(category.code).findings)}，如有补充线索可继续提供。`

export function replyWords(random: Random, category: RegionCategory, unit: string, outcome: ReplyOutcome): ReplyInput {
  const manner = mannerOf(category.code)
  const [finding, measure] = [random.pick(manner.findings), random.pick(manner.measures)]
  return {
    outcome,
    findings: `${finding}。`,
    measures: `${measure}。`,
    basis: random.pick(manner.basis),
    contactPerson: `${unit}值班室（内线 ${8000 + unit.length * 7}）`,
    publicText: `您反映的“${category.name}”问题收悉。${finding}；${measure}。${FINISH[outcome]}。感谢您的监督和支持。`,
  }
}

const HAPPY = [
  '已经解决了，谢谢你们。',
  '处理得挺快，满意。',
  '来人看过也修好了。',
  '解释得很清楚，没有意见。',
  '比预想的快，感谢。',
]
const HALF = ['解决了一部分，还有一处没弄好。', '来过了，但效果一般。', '说是要分两次弄，先这样吧。']
const UNHAPPY = [
  '没有解决，和以前一样。',
  '一直没有人联系我，问题还在。',
  '只是打了个电话，没有实际处理。',
  '答复说办完了，其实没有。',
]

export function callbackWords(random: Random, solved: Solved): string {
  return random.pick(solved === 'yes' ? HAPPY : solved === 'partly' ? HALF : UNHAPPY)
}

export const redoReason = (random: Random) =>
  random.pick([
    '诉求人反映问题仍然存在，请再次到现场核实处理。',
    '答复与实际不符，请重新办理并与诉求人当面确认。',
    '只解决了一部分，请继续办理。',
  ])
export const exitReason = (random: Random) =>
  random.pick([
    '经研判，承办单位已依职责办理，诉求超出现行政策范围，已当面解释。',
    '已纳入年度计划，按期实施，诉求人知晓。',
    '已移交有权机关处理，并告知诉求人。',
  ])
export const sendBackReason = (random: Random) =>
  random.pick(['请补充现场处理情况和完成时间。', '公开答复缺少政策依据，请完善。', '请说明与诉求人联系的结果。'])
export const singleReason = (random: Random) =>
  random.pick(['诉求不涉及具体地点，由行业主管部门单独承办。', '事项由该单位独立办理，无需属地配合。'])
export const advice = (random: Random) =>
  random.pick([
    '请主办单位先行联系诉求人，协办单位做好配合。',
    '请按时限办理，办理中注意与诉求人沟通。',
    '请现场核实后答复。',
  ])
