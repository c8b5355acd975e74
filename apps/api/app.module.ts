import { Module } from '@nestjs/common'
import { ServicesModule } from '#services/services.module'
import { AppraisalModule } from './appraisal/appraisal.module'
import { ConsultationsModule } from './consultations/consultations.module'
import { ChannelsModule } from './channels/channels.controller'
import { CallsModule } from './calls/calls.module'
import { DeskModule } from './desk/desk.module'
import { DraftsModule } from './drafts/drafts.controller'
import { FilesModule } from './files/files.controller'
import { HealthModule } from './health/health.module'
import { JobsModule } from './jobs/jobs.controller'
import { LiveModule } from './live/live.module'
import { MessagesModule } from './messages/messages.controller'
import { ManyModule } from './many/many.controller'
import { NoticesModule } from './notices/notices.controller'
import { PeopleModule } from './people/people.module'
import { RatingsModule } from './ratings/ratings.controller'
import { RegionModule } from './region/region.controller'
import { RequestersModule } from './requesters/requesters.controller'
import { RulesModule } from './rules/rules.controller'
import { SessionModule } from './session/session.module'
import { TicketsModule } from './tickets/tickets.module'

/** The API, one line per thing it offers. */
@Module({
  imports: [
    ServicesModule,
    AppraisalModule,
    ConsultationsModule,
    ChannelsModule,
    CallsModule,
    DeskModule,
    DraftsModule,
    FilesModule,
    HealthModule,
    JobsModule,
    LiveModule,
    MessagesModule,
    ManyModule,
    NoticesModule,
    PeopleModule,
    RatingsModule,
    RegionModule,
    RequestersModule,
    RulesModule,
    SessionModule,
    TicketsModule,
  ],
})
export class AppModule {}
