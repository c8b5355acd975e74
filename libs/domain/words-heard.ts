/** The vocabulary of the time after the work: what requesters say, and what follows from it. */

/** By whom a result came in: asked by an agent, or given by the requester through a link. */
export const CALLBACK_VIA = { call: '电话回访', link: '自助评价' } as const
export type CallbackVia = keyof typeof CALLBACK_VIA

/** Where a matter goes that the hotline cannot settle. */
export const TRANSFERRED_TO = {
  superior: '上级部门',
  court: '司法或仲裁途径',
  petition: '信访途径',
  discipline: '纪检监察机关',
  otherRegion: '其他地区',
} as const
export type TransferredTo = keyof typeof TRANSFERRED_TO

export const FOLLOW_UPS = { done: '已落实', redo: '未落实，退回重办' } as const
export type FollowUpOutcome = keyof typeof FOLLOW_UPS

export const RECTIFICATION_STATES = { open: '待整改', submitted: '待核查', done: '已整改' } as const
export type RectificationState = keyof typeof RECTIFICATION_STATES

export const RECTIFICATION_CHECKS = { done: '整改到位', again: '未到位，继续整改' } as const
export type RectificationCheck = keyof typeof RECTIFICATION_CHECKS
