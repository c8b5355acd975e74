import { Module } from '@nestjs/common'
import { ActionsController } from './actions.controller'
import { KinController } from './kin.controller'
import { LedgerController } from './ledger.controller'
import { RectificationsController } from './rectifications.controller'
import { TicketsController } from './tickets.controller'
import { WaitingController } from './waiting.controller'

@Module({
  controllers: [
    ActionsController,
    TicketsController,
    KinController,
    LedgerController,
    RectificationsController,
    WaitingController,
  ],
})
export class TicketsModule {}
