import { Module } from '@nestjs/common'
import { AnnouncementsController } from './announcements.controller'
import { KnowledgeController } from './knowledge.controller'

/** What an operator has beside the call. */
@Module({ controllers: [AnnouncementsController, KnowledgeController] })
export class DeskModule {}
