import type { DynamicModule } from '@nestjs/common'
import type { Config } from '#platform/config'
import { PlatformModule } from '#platform/platform.module'
import { ServicesModule } from '#services/services.module'
import { ClockLoop } from './clock-loop'
import { Engine } from './engine'
import { JOB_CLASSES } from './jobs/all'
import { MinuteLoop } from './minute-loop'

class Worker {}

/** Everything a worker is made of, around one configuration. */
export const workerModule = (config: Config): DynamicModule => ({
  module: Worker,
  imports: [PlatformModule.with(config), ServicesModule],
  providers: [ClockLoop, Engine, MinuteLoop, ...Object.values(JOB_CLASSES)],
})
