import { Matches } from 'class-validator'
import { Choice, Day, Files, Id, Nested, Text, Whole, YesNo } from '../fields'
import type { FollowUpOutcome, Grade, RectificationCheck, RedoExit, Solved, TransferredTo } from '../words'
import { MOST_FILES } from '../files'
import { FOLLOW_UPS, RECTIFICATION_CHECKS, REDO_EXITS, SOLVED, TRANSFERRED_TO } from '../words'

/** What is heard from requesters after the work is done, and what is decided about it. */

export class ContactedInput {
  @Id('承办任务') assignmentId: string
  @YesNo('是否联系') contacted: boolean
}

/** What a requester says, to an agent or through a link. */
export class RatingInput {
  @Choice('是否解决', SOLVED) solved: Solved
  @Whole('结果评价', 1, 5) resultGrade: Grade
  @Whole('态度评价', 1, 5) mannerGrade: Grade
  @Nested('联系情况', () => ContactedInput, { most: 60 }) contacted: ContactedInput[]
  @Text('诉求人原话', 0, 5000, { optional: true }) words?: string
}

/** A callback that reached the requester. */
export class CallbackInput {
  @Choice('是否解决', SOLVED) solved: Solved
  @Whole('结果评价', 1, 5) resultGrade: Grade
  @Whole('态度评价', 1, 5) mannerGrade: Grade
  @Nested('联系情况', () => ContactedInput, { most: 60 }) contacted: ContactedInput[]
  @Text('诉求人原话', 0, 5000, { optional: true }) words?: string
  /** Needed when unsolved, partly solved or a grade of 2 or less: which of the four exits, and why. */
  @Choice('不满意处置', REDO_EXITS, { optional: true }) exit?: RedoExit
  @Text('处置理由', 2, 1000, { optional: true }) exitReason?: string
  @Day('复核日期', { optional: true }) checkOn?: string
  @Choice('移交去向', TRANSFERRED_TO, { optional: true }) transferredTo?: TransferredTo
  @Files('附件', MOST_FILES) files?: string[]
}

export class UnreachedInput {
  @Text('未接通情况', 2, 500) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

/** Reached, but not now: "call me at three". */
export class PromiseCallInput {
  @Matches(/^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/, {
    message: '约定时间应为日期和时间，如 2026-11-20T15:00+08:00',
  })
  @Text('约定时间', 16, 40)
  at: string
  @Text('约定情况', 2, 500) note: string
}

/** A self-rating is concluded by a person; the exits are for those who are not satisfied. */
export class SettleRatingInput {
  @Choice('不满意处置', REDO_EXITS, { optional: true }) exit?: RedoExit
  @Text('处置理由', 2, 1000, { optional: true }) exitReason?: string
  @Day('复核日期', { optional: true }) checkOn?: string
  @Choice('移交去向', TRANSFERRED_TO, { optional: true }) transferredTo?: TransferredTo
}

export class FollowUpInput {
  @Choice('复核结果', FOLLOW_UPS) outcome: FollowUpOutcome
  @Text('复核情况', 2, 1000) note: string
}

export class RectifyInput {
  @Text('整改措施', 10, 3000) measures: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class CheckRectificationInput {
  @Id('整改') rectificationId: string
  @Choice('核查结果', RECTIFICATION_CHECKS) outcome: RectificationCheck
  @Whole('二次回访评价', 1, 5, { optional: true }) grade?: Grade
  @Text('诉求人原话', 0, 5000, { optional: true }) words?: string
  @Text('核查情况', 2, 1000) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

/** Whoever holds the link. The token travels in the body, which no log keeps. */
export class OpenRatingInput {
  @Text('链接', 20, 60) token: string
}

export class RateByLinkInput {
  @Text('链接', 20, 60) token: string
  @Nested('评价', () => RatingInput) rating: RatingInput
}
