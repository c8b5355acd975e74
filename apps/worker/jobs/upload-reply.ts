import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { Uploads } from '#services/messages/uploads'
import type { Job } from './job'

@Injectable()
export class UploadReply implements Job<'uploadReply'> {
  constructor(private readonly uploads: Uploads) {}

  run({ ticketId, seq }: JobPayload<'uploadReply'>) {
    return this.uploads.send(ticketId, seq)
  }
}
