import { Module } from '@nestjs/common'
import { Checks } from './checks'
import { HealthController } from './health.controller'
import { MetricsController } from './metrics.controller'

@Module({ controllers: [HealthController, MetricsController], providers: [Checks] })
export class HealthModule {}
