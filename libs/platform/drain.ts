import { Injectable } from '@nestjs/common'

/** Whether this process is on its way out: it answers what it has begun and takes nothing new. */
@Injectable()
export class Drain {
  draining = false
}
