import type { RegionCategory } from '#domain/workflow/region'
import type { ReturnReason, ShelveReason } from '#domain/words'
import type { Random } from '../random'

/** What is said where a matter takes a turn: asked back, put off, urged, looked into. */

const RETURNS: readonly (readonly [ReturnReason, string, string])[] = [
  ['competence', '经核对权责清单，该事项的管理职责不在本单位。', '本级权责清单'],
  ['function', '反映的事项属行业监管范围，本单位无相应执法职能。', '部门“三定”规定'],
  ['place', '经现场核实，反映的地点不在本辖区范围内。', '行政区划界线图'],
  ['information', '工单未写明具体位置，多次联系仍无法核实，请补充后再派。', '工单办理规范'],
]
const SHELVES: readonly (readonly [ShelveReason, string])[] = [
  ['season', '冬季气温低，不具备施工条件，待开春后实施。'],
  ['plan', '所在片区已列入改造计划，工期未到。'],
  ['funds', '改造资金正在申请，到位后组织实施。'],
  ['legacy', '涉及多年前的产权纠纷，需多部门逐步解决。'],
]

export function returnWords(random: Random) {
  const [reason, explanation, basis] = random.pick(RETURNS)
  return { reason, explanation, basis }
}

export function shelveWords(random: Random) {
  const [reason, explanation] = random.pick(SHELVES)
  return { reason, explanation, told: '已电话告知诉求人原因和预计时间，诉求人表示理解。' }
}

export const extendWords = (random: Random) => ({
  explanation: random.pick(['所需配件需外地调货，到货后即可更换。', '需多家单位共同踏勘，时间已约定。', '材料正在核实，需再补充调查。']),
  told: '已电话告知诉求人延期原因和新的办结时间。',
}) // prettier-ignore

export const decisionReason = (random: Random) =>
  random.pick(['依据不充分，请继续办理。', '按派单目录应由该单位承办。', '已有条件办理，请按期答复。'])
export const urgeNote = (random: Random) =>
  random.pick(['诉求人再次来电，询问办理进度。', '诉求人催促尽快处理。', '诉求人表示问题越来越严重，请加快。'])
export const superviseWords = (random: Random) =>
  random.pick(['请按期办结并报告办理情况。', '诉求人多次反映，请主要负责人过问。', '请现场核实后书面报告。'])
export const answerNote = '已安排专人负责，现场核实并督促整改，按期答复诉求人。'
export const stageText = (random: Random, { name }: RegionCategory) =>
  random.pick([
    `“${name}”已完成现场核实，正在制定处理方案。`,
    `“${name}”所需材料已落实，预计近日完成。`,
    `“${name}”正在处理中，完成后及时答复。`,
  ])
export const measures = (random: Random) =>
  random.pick([
    '主要负责人带队上门致歉，问题已重新处理完毕，并安排专人定期回看。',
    '已组织施工单位返工整改，整改情况已当面向诉求人说明。',
    '已对经办人员进行提醒谈话，重新核实诉求并补充办理到位。',
  ])
export const madeGood = '二次回访，诉求人认可整改结果。'
export const notMadeGood = '二次回访，诉求人反映整改不到位，请继续整改。'
export const concluded = '经会商，按权责清单由主办单位牵头办理，其他单位配合。'
export const arriveNote = '抢修人员已到达现场，开始排查。'
export const reopenReason = (random: Random) =>
  random.pick(['办结后问题再次出现。', '诉求人来电称并未真正解决。', '修好两天后又坏了。'])
