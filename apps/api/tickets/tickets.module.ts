import { Module } from '@nestjs/common'
import { ActionsController } from './actions.controller'
import { TicketsController } from './tickets.controller'

@Module({ controllers: [ActionsController, TicketsController] })
export class TicketsModule {}
