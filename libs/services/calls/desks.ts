import { Injectable } from '@nestjs/common'
import { dayBefore, daysFrom, onDuty, uncovered, unheard } from '#domain/calls/shifts'
import type { Coverage, DeskPlan, DeskRow, OperatorRow } from '#domain/calls/views'
import { DeskInput, DeskMembersInput, ShiftPlanInput } from '#domain/inputs/calls'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { DESKS, type Desk } from '#domain/words'
import { allOperators, deskRows, lockDesk, operatorsAmong, replaceMembers, replaceShifts, shiftRows, updateDesk } from '#data/calls/desk-rows' // prettier-ignore
import { writeAudit } from '#data/people/audit'
import { Database, type Tx } from '#data/database'
import type { Managing } from '../people/people'
import { localDay } from './local-day'

/** How far ahead a plan is looked through for hours without anybody. */
const LOOKED_AHEAD_DAYS = 14

/** Desks, who belongs to them, and who sits there when. Every change replaces what was there: repeating it changes nothing. */
@Injectable()
export class Desks {
  constructor(private readonly db: Database) {}

  async all(now = new Date()): Promise<DeskRow[]> {
    const today = localDay(now)
    const [desks, shifts] = await Promise.all([deskRows(this.db), shiftRows(this.db, null, dayBefore(today))])
    const minute = Math.floor((now.getTime() - Date.parse(`${today}T00:00:00+08:00`)) / 60_000)
    return desks.map((desk) => {
      const there = onDuty(
        shifts.filter(({ deskCode }) => deskCode === desk.code),
        today,
        minute,
      )
      return { ...desk, members: desk.members.map((each) => ({ ...each, onDuty: there.includes(each.personId) })) }
    })
  }

  operators(): Promise<OperatorRow[]> {
    return allOperators(this.db)
  }

  async plan(code: string, now = new Date()): Promise<DeskPlan> {
    const desk = await this.desk(code)
    const today = localDay(now)
    const shifts = await shiftRows(this.db, desk.code, dayBefore(today))
    const hours = { code: desk.code, from: desk.openFrom, to: desk.openTo }
    return {
      desk: desk.code,
      shifts: shifts
        .filter(({ day }) => !day || day >= today)
        .map(({ personId, name, weekday, day, from, to }) => ({ personId, name, weekday, day, from, to })),
      gaps: uncovered(hours, shifts, daysFrom(today, LOOKED_AHEAD_DAYS)),
    }
  }

  async coverage(now = new Date()): Promise<Coverage> {
    const days = daysFrom(localDay(now), LOOKED_AHEAD_DAYS)
    const gaps = unheard(await shiftRows(this.db, null, dayBefore(days[0]!)), days)
    return { from: days[0]!, to: days.at(-1)!, gaps }
  }

  change(by: Managing, code: string, body: unknown): Promise<void> {
    const input = parse(DeskInput, body)
    if (input.openTo <= input.openFrom || input.openTo - input.openFrom > 1440)
      throw fault('openTo', '值守时段应在 24 小时以内，且结束晚于开始')
    return this.changed(by, code, input, async (tx, desk) => {
      if (input.overflow === desk) throw fault('overflow', '不能转至本专席')
      await updateDesk(tx, desk, input)
    })
  }

  setMembers(by: Managing, code: string, body: unknown): Promise<void> {
    const people = [...new Set(parse(DeskMembersInput, body).members.map(({ personId }) => personId))]
    return this.changed(by, code, { members: people.length }, async (tx, desk) => {
      const known = await operatorsAmong(tx, people)
      if (people.some((id) => !known.has(id))) throw fault('members', '成员应为在用的话务员，请刷新后重新选择')
      await replaceMembers(tx, desk, people)
    })
  }

  setShifts(by: Managing, code: string, body: unknown, now = new Date()): Promise<void> {
    const { shifts } = parse(ShiftPlanInput, body)
    for (const [at, { weekday, day, from, to }] of shifts.entries()) {
      if (day && day < localDay(now)) throw fault(`shifts.${at}.day`, '不能安排已经过去的日期')
      if ((weekday === undefined) === (day === undefined)) throw fault(`shifts.${at}`, '每个班次请选择星期或日期之一')
      if (to <= from || to - from > 1440) throw fault(`shifts.${at}.to`, '班次结束应晚于开始，最长 24 小时')
    }
    return this.changed(by, code, { shifts: shifts.length }, async (tx, desk) => {
      const people = [...new Set(shifts.map(({ personId }) => personId))]
      const known = await operatorsAmong(tx, people)
      if (people.some((id) => !known.has(id))) throw fault('shifts', '班次人员应为在用的话务员，请刷新后重新选择')
      const rows = shifts.map(({ weekday, day, ...rest }) => ({ ...rest, weekday: weekday ?? null, day: day ?? null }))
      await replaceShifts(tx, desk, rows, localDay(now))
    })
  }

  private async changed(by: Managing, code: string, detail: object, work: (tx: Tx, desk: Desk) => Promise<void>) {
    const desk = deskOf(code)
    await this.db.transaction(async (tx) => {
      if (!(await lockDesk(tx, desk))) throw new Refusal('notFound')
      await work(tx, desk)
      await writeAudit(tx, {
        kind: 'deskChanged',
        personId: by.actor.personId,
        detail: { desk, ...detail },
        requestId: by.requestId,
      })
    })
  }

  private async desk(code: string): Promise<DeskRow> {
    const found = (await this.all()).find((desk) => desk.code === code)
    if (!found) throw new Refusal('notFound')
    return found
  }
}

function deskOf(code: string): Desk {
  if (!(code in DESKS)) throw new Refusal('notFound')
  return code as Desk
}

const fault = (field: string, message: string) => new Refusal('invalidInput', { fields: { [field]: [message] } })
