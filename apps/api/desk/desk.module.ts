import { Module } from '@nestjs/common'
import { KnowledgeController } from './knowledge.controller'

/** What an operator has beside the call. */
@Module({ controllers: [KnowledgeController] })
export class DeskModule {}
