import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { remindOfDays } from '#data/day-reminders'
import { localDayOf } from '#domain/local-day'
import type { Job } from './job'

@Injectable()
export class RemindOfDays implements Job<'remindOfDays'> {
  constructor(private readonly db: Database) {}

  run() {
    return remindOfDays(this.db, localDayOf(new Date()))
  }
}
