/**
 * Every way the product says no: code → status and what to tell the person, with what to do next.
 * HTTP and sockets answer from here; anything else is a bug and a 500.
 */
export const REFUSALS = {
  invalidInput: { status: 400, message: '填写的内容有误，请按提示修改后重新提交。' },
  malformed: { status: 400, message: '请求格式不正确，请检查后重试。' },
  signInNeeded: { status: 401, message: '登录已失效，请重新登录。已填写的内容会保留。' },
  signInFailed: { status: 401, message: '账号或密码不正确。' },
  locked: { status: 423, message: '登录失败次数过多，账号已临时锁定，请稍后再试。' },
  passwordChangeNeeded: { status: 403, message: '首次登录或密码到期，请先修改密码。' },
  passwordWeak: { status: 400, message: '新密码不符合要求，请按提示修改。' },
  forbidden: { status: 403, message: '您的角色没有此项权限。如需办理，请联系系统管理员。' },
  notFound: { status: 404, message: '没有找到，或您无权查看。请核对编号。' },
  methodUnknown: { status: 405, message: '不支持这种请求方式。' },
  stale: { status: 409, message: '工单已被他人更新，请查看变化后再操作。' },
  searchEmpty: { status: 400, message: '请输入要查找的文字、地址或工单编号。' },
  cursorInvalid: { status: 400, message: '翻页位置已失效，请回到第一页重新查看。' },
  notNow: { status: 409, message: '当前状态不能进行此操作，请刷新后查看可用的操作。' },
  versionNeeded: { status: 428, message: '请先打开工单，再提交操作（缺少工单版本）。' },
  idempotencyNeeded: { status: 400, message: '缺少 Idempotency-Key，请刷新页面后重试。' },
  idempotencyMismatch: { status: 409, message: '同一提交编号的内容不一致，请刷新页面后重新提交。' },
  tooLarge: { status: 413, message: '提交的内容过大，请精简后重试。' },
  mediaUnknown: { status: 415, message: '不支持的内容格式，请以 JSON 提交。' },
  busy: { status: 503, message: '系统繁忙，请稍候自动重试。' },
  tooMany: { status: 429, message: '操作过于频繁，请稍候再试。' },
  categoryUnknown: { status: 400, message: '没有这个诉求分类，请重新选择到末级分类。' },
  placeUnknown: { status: 400, message: '没有这个事发地，请重新选择。' },
  unitUnknown: { status: 400, message: '没有这个单位，或单位已停用，请重新选择。' },
  phoneInvalid: { status: 400, message: '联系电话不正确，请核对后重新填写。' },
  identityInvalid: { status: 400, message: '证件号码不正确，请核对后重新填写。' },
  creditCodeInvalid: { status: 400, message: '统一社会信用代码校验不通过，请核对后重新填写。' },
  requesterNeeded: {
    status: 400,
    message: '需要派单的实名诉求请填写姓名和联系电话；匿名诉求请勾选匿名并留下联系电话。',
  },
  answerNeeded: { status: 400, message: '直接答复请填写答复内容。' },
  threeWayNeeded: { status: 400, message: '三方通话请填写参加单位和通话结果。' },
  handOverNeeded: { status: 400, message: '交转请选择去向，并填写告知诉求人的内容。' },
  declineNeeded: { status: 400, message: '不予受理请选择理由，并填写告知诉求人的内容。' },
  channelRefTaken: { status: 409, message: '该渠道单号已登记过，请查看已有工单。' },
  dualNeeded: { status: 400, message: '默认双派单（属地和行业主管）。只派一个单位时请填写单派理由。' },
  leadNeeded: { status: 400, message: '请指定且只指定一个主办单位。' },
  unitTwice: { status: 400, message: '同一单位只能派一次。属地与行业主管为同一单位时合并为一个任务。' },
  notCertain: { status: 400, message: '派单目录对此诉求没有确定的匹配，请先登记，由派单员派单。' },
  avoidance: { status: 400, message: '被反映的单位应当回避，不能单独承办。请同时派其他单位主办。' },
  relayNeeded: { status: 409, message: '本工单须保密，诉求人未同意由本单位联系。请通过热线中心转达。' },
  repliesMissing: { status: 409, message: '还有承办单位未答复，不能提交审核。' },
  contactNeeded: { status: 409, message: '请先联系诉求人并登记联系情况，再提交答复。' },
  exitNeeded: { status: 400, message: '未解决、部分解决或评价不满意时，请选择处置方式并填写理由。' },
  contactedIncomplete: { status: 400, message: '请逐一登记每个承办单位是否联系过诉求人。' },
  attemptTooSoon: { status: 409, message: '同一半天内已尝试过回访，请换一个半天再试。' },
  loginTaken: { status: 409, message: '这个账号已有人使用，请换一个账号。' },
  roleReserved: {
    status: 403,
    message: '系统、安全、审计三类管理员的账号和角色只能在服务器上用 npm run admin 办理，界面上不能授予、修改或停用。',
  },
  requestOpen: { status: 409, message: '同类申请正在审批中，请等待结果。' },
  requestDecided: { status: 409, message: '该申请已有审批结果，请刷新查看。' },
  returnWindowOver: { status: 409, message: '已超过退单申请时限，请继续办理；确需调整的请联系派单员。' },
  returnUsedUp: { status: 409, message: '本单位对此工单已申请过退单，每单位每工单只能申请一次。' },
  returnAfterRuling: { status: 409, message: '本工单已裁定，不能再退单，请按裁定办理。' },
  extendUrgent: { status: 409, message: '紧急工单不能延期。' },
  extendLate: { status: 409, message: '延期应在到期前申请，现已到期或时钟已停止。' },
  extendTooMuch: { status: 400, message: '累计延期不能超过原时限，请减少延长数量。' },
  reviewDayPast: { status: 400, message: '复核日期应晚于今天。' },
  undoLate: { status: 409, message: '派单已超过十分钟，不能撤销；请撤回或改派。' },
  notBelow: { status: 400, message: '只能转办给本单位的下级单位。' },
  approvalPending: { status: 409, message: '答复正等待单位负责人审批，请勿重复提交。' },
  shelved: { status: 409, message: '工单已挂账，请先销账恢复办理再答复。' },
  meetingOver: { status: 409, message: '会商已结束或已取消，请另选一次会商。' },
  agendaOpen: { status: 409, message: '议程中还有待议的工单，请先逐件延后，再取消会商。' },
  consultationStale: { status: 409, message: '会商已被他人修改，请刷新查看后重新填写。' },
  chairUnknown: { status: 400, message: '主持人应为热线中心或领导账号，请重新选择。' },
  alreadyListed: { status: 409, message: '该工单已列入一次会商的议程。' },
  reopenLate: { status: 409, message: '办结已超过七天，不能重开，请重新登记诉求。' },
  stillOpen: { status: 409, message: '还有未办结的申请或督办，请先处理完再办结。' },
  signatureWrong: { status: 401, message: '签名不正确或已过期，请核对密钥和时间。' },
  callTaken: { status: 409, message: '这个来电已由同事接听。' },
  callGone: { status: 409, message: '对方已挂机，已列入未接来电回拨。' },
  stillTalking: { status: 409, message: '您还在通话中，挂机后再操作。' },
  returnTaken: { status: 409, message: '这个回拨已由同事领取，请回拨其他未接来电。' },
  returnClosed: { status: 409, message: '这个未接来电已经处理完，请刷新列表。' },
  returnNotTaken: { status: 409, message: '请先领取再登记回拨结果；领取超过 30 分钟会退回队列。' },
  signatureInvalid: { status: 401, message: '签名、时间戳或接入方不正确，请核对密钥和时钟后重试。' },
  unexpected: { status: 500, message: '系统出现意外错误，已记录。请稍后重试，或凭请求编号联系管理员。' },
} as const satisfies Record<string, { status: number; message: string }>
export type RefusalCode = keyof typeof REFUSALS

/** Thrown anywhere a rule says no; the filters turn it into an answer. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly detail?: unknown,
  ) {
    super(REFUSALS[code].message)
  }

  get status(): number {
    return REFUSALS[this.code].status
  }
}
