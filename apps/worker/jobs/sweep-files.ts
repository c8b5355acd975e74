import { Injectable } from '@nestjs/common'
import { FileKeeping } from '#services/files/keeping'
import type { Job } from './job'

@Injectable()
export class SweepFiles implements Job<'sweepFiles'> {
  constructor(private readonly files: FileKeeping) {}

  run() {
    return this.files.sweep()
  }
}
