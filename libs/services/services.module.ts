import { Global, Module } from '@nestjs/common'
import { Clocks } from './clocks/clocks'
import { Committed } from './committed'
import { Agenda } from './consultations/agenda'
import { Consultations } from './consultations/consultations'
import { Drafts } from './drafts'
import { Jobs } from './jobs/jobs'
import { WakeOthers } from './live/wake'
import { Notices } from './notices'
import { Audit } from './people/audit'
import { People } from './people/people'
import { Region } from './region'
import { Requesters } from './requesters/requesters'
import { Act } from './tickets/act'
import { Intake } from './tickets/intake'
import { Reveals } from './tickets/reveals'
import { Tickets } from './tickets/tickets'
import { Waiting } from './tickets/waiting'

const USE_CASES = [
  Act,
  Agenda,
  Audit,
  Clocks,
  Committed,
  Consultations,
  Drafts,
  Intake,
  Jobs,
  Notices,
  People,
  Region,
  Requesters,
  Reveals,
  Tickets,
  Waiting,
  WakeOthers,
]

/** The use cases, for the API and the worker alike; needs the platform's Database and KeyRing. */
@Global()
@Module({ providers: USE_CASES, exports: USE_CASES })
export class ServicesModule {}
