import { Module } from '@nestjs/common'
import { AnnouncementsController } from './announcements.controller'
import { KnowledgeController } from './knowledge.controller'
import { TurnsController } from './turns.controller'

/** What an operator has beside the call. */
@Module({ controllers: [AnnouncementsController, KnowledgeController, TurnsController] })
export class DeskModule {}
