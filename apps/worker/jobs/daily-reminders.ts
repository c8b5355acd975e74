import { Injectable } from '@nestjs/common'
import { Reminders } from '#services/messages/reminders'
import type { Job } from './job'

@Injectable()
export class DailyReminders implements Job<'dailyReminders'> {
  constructor(private readonly reminders: Reminders) {}

  run() {
    return this.reminders.makeDue()
  }
}
