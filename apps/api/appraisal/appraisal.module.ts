import { Module } from '@nestjs/common'
import { FrozenController } from './frozen.controller'
import { RankingsController } from './rankings.controller'

@Module({ controllers: [FrozenController, RankingsController] })
export class AppraisalModule {}
