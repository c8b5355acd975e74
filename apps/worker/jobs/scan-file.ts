import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { FileKeeping } from '#services/files/keeping'
import type { Job } from './job'

@Injectable()
export class ScanFile implements Job<'scanFile'> {
  constructor(private readonly files: FileKeeping) {}

  run({ fileId }: JobPayload<'scanFile'>) {
    return this.files.scan(fileId)
  }
}
