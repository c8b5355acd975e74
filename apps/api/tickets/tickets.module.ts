import { Module } from '@nestjs/common'
import { ActionsController } from './actions.controller'
import { TicketsController } from './tickets.controller'
import { WaitingController } from './waiting.controller'

@Module({ controllers: [ActionsController, TicketsController, WaitingController] })
export class TicketsModule {}
