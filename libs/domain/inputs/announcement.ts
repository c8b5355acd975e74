import { Choice, Moment, Text, Whole } from '../fields'
import { ANNOUNCEMENT_KINDS, type AnnouncementKind, type Priority } from '../words/desk'

/** 公告 and 热点口径: what operators must know now. */
export class AnnouncementInput {
  @Choice('种类', ANNOUNCEMENT_KINDS) kind: AnnouncementKind
  @Text('标题', 2, 100) title: string
  @Text('内容', 2, 5000) body: string
  @Text('诉求分类', 1, 20, { optional: true }) categoryCode?: string
  @Text('地点', 1, 40, { optional: true }) placeCode?: string
  /** 1 urgent, 2 important, 3 ordinary. */
  @Whole('优先级', 1, 3) priority: Priority
  @Moment('开始时间') from: string
  @Moment('结束时间') until: string
}
