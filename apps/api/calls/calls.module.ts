import { Module } from '@nestjs/common'
import { CallsController } from './calls.controller'
import { DesksController } from './desks.controller'
import { TelephonyController } from './telephony.controller'

@Module({ controllers: [CallsController, DesksController, TelephonyController] })
export class CallsModule {}
