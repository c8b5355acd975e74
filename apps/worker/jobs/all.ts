import type { Type } from '@nestjs/common'
import type { JobName } from '#domain/jobs'
import { Archive } from './archive'
import { AutoSign } from './auto-sign'
import { DailyReminders } from './daily-reminders'
import { Deliver } from './deliver'
import { BringIntoForce } from './bring-into-force'
import { EnsureEventMonths } from './ensure-event-months'
import { Escalate } from './escalate'
import { ExpireKnowledge } from './expire-knowledge'
import type { Job } from './job'
import { PurgeIdempotency } from './purge-idempotency'
import { PurgeSessions } from './purge-sessions'
import { ScanFile } from './scan-file'
import { SweepFiles } from './sweep-files'
import { Recalculate } from './recalculate'
import { SweepMessages } from './sweep-messages'
import { RemindOfDays } from './remind-of-days'
import { UploadReply } from './upload-reply'
import { VerifyChains } from './verify-chains'

/** Who does which job: the compiler asks for a row here when a job is named in the domain. */
export const JOB_CLASSES: { [N in JobName]: Type<Job<N>> } = {
  archive: Archive,
  autoSign: AutoSign,
  bringIntoForce: BringIntoForce,
  deliver: Deliver,
  dailyReminders: DailyReminders,
  ensureEventMonths: EnsureEventMonths,
  escalate: Escalate,
  expireKnowledge: ExpireKnowledge,
  purgeIdempotency: PurgeIdempotency,
  purgeSessions: PurgeSessions,
  recalculate: Recalculate,
  remindOfDays: RemindOfDays,
  scanFile: ScanFile,
  sweepFiles: SweepFiles,
  sweepMessages: SweepMessages,
  uploadReply: UploadReply,
  verifyChains: VerifyChains,
}
