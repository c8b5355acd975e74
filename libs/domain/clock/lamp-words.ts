/** How a limit stands, and why it is shown so. */

export type LampColour = 'green' | 'yellow' | 'red' | 'none'

interface Stand {
  yellowAt: Date
  dueAt: Date
  stoppedAt: Date | null
  suspended: boolean
}

/** The due instant itself is in time. A stopped clock keeps its verdict; a suspended one shows none. */
export function lampOfClock({ yellowAt, dueAt, stoppedAt, suspended }: Stand, now: Date) {
  const say = (colour: LampColour, words: string) => ({ colour, words })
  if (stoppedAt) return stoppedAt <= dueAt ? say('green', '已在时限内完成') : say('red', '完成时已超过时限')
  if (suspended) return say('none', '挂账期间停止计时，不亮灯')
  if (now > dueAt) return say('red', '已过截止时间')
  return now >= yellowAt ? say('yellow', '时限已用去八成以上') : say('green', '时限用去不到八成')
}
