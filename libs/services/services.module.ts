import { Global, Module, type Provider } from '@nestjs/common'
import { CommandScanner } from '#channels/scanner'
import { FileStore } from '#data/file-store'
import { CONFIG, type Config } from '#platform/config'
import { filesFolder } from '#platform/files-folder'
import { CallFigures } from './calls/call-figures'
import { Calls } from './calls/calls'
import { Desks } from './calls/desks'
import { MissedCalls } from './calls/missed-calls'
import { Partners } from './calls/partners'
import { Telephony } from './calls/telephony'
import { AppraisalFacts } from './appraisal/facts'
import { Freezing } from './appraisal/freezing'
import { Rankings } from './appraisal/rankings'
import { Seats } from './appraisal/seats'
import { Clocks } from './clocks/clocks'
import { Recalculation } from './clocks/recalculation'
import { Rules } from './clocks/rules'
import { Committed } from './committed'
import { Agenda } from './consultations/agenda'
import { Consultations } from './consultations/consultations'
import { Announcements } from './desk/announcements'
import { Feedback } from './desk/feedback'
import { Knowledge } from './desk/knowledge'
import { Drafts } from './drafts'
import { Jobs } from './jobs/jobs'
import { FileKeeping } from './files/keeping'
import { Files, SCANNER } from './files/files'
import { WakeOthers } from './live/wake'
import { Deliveries } from './messages/deliveries'
import { Doors } from './messages/doors'
import { Messages } from './messages/messages'
import { RatingLinks } from './messages/rating-links'
import { Reminders } from './messages/reminders'
import { Receipts } from './messages/receipts'
import { Exports } from './exports/exports'
import { Uploads } from './messages/uploads'
import { Notices } from './notices'
import { Audit } from './people/audit'
import { People } from './people/people'
import { Region } from './region'
import { Requesters } from './requesters/requesters'
import { Act } from './tickets/act'
import { Alike } from './tickets/alike'
import { Bulk } from './tickets/bulk'
import { Intake } from './tickets/intake'
import { Ratings } from './tickets/ratings'
import { Rectifications } from './tickets/rectifications'
import { Reveals } from './tickets/reveals'
import { Tickets } from './tickets/tickets'
import { Turns } from './tickets/turns'
import { Waiting } from './tickets/waiting'

const USE_CASES = [
  Act,
  Agenda,
  Alike,
  Announcements,
  AppraisalFacts,
  Audit,
  Bulk,
  CallFigures,
  Calls,
  Clocks,
  Committed,
  Desks,
  Consultations,
  Deliveries,
  Doors,
  Drafts,
  Exports,
  FileKeeping,
  Files,
  Feedback,
  Intake,
  Jobs,
  Messages,
  MissedCalls,
  Knowledge,
  Notices,
  Partners,
  People,
  RatingLinks,
  Freezing,
  Rankings,
  Seats,
  Receipts,
  Reminders,
  Recalculation,
  Ratings,
  Rectifications,
  Region,
  Requesters,
  Reveals,
  Telephony,
  Rules,
  Tickets,
  Turns,
  Uploads,
  Waiting,
  WakeOthers,
]

const OUTSIDE: Provider[] = [
  { provide: FileStore, useFactory: (config: Config) => new FileStore(filesFolder(config)), inject: [CONFIG] },
  {
    provide: SCANNER,
    useFactory: ({ scanCommand }: Config) => (scanCommand ? new CommandScanner(scanCommand) : null),
    inject: [CONFIG],
  },
]

/** The use cases, for the API and the worker alike; needs the platform's Database and KeyRing. */
@Global()
@Module({ providers: [...OUTSIDE, ...USE_CASES], exports: [FileStore, ...USE_CASES] })
export class ServicesModule {}
