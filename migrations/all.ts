import { People1763600000001 } from './0001-people'
import { Region1763600000002 } from './0002-region'
import { Tickets1763600000003 } from './0003-tickets'
import { Log1763600000004 } from './0004-log'
import { SessionsEnd1763600000005 } from './0005-sessions-end'
import { NoticeCursor1763600000006 } from './0006-notice-cursor'
import { Keys1763600000007 } from './0007-keys'
import { Requests1763600000008 } from './0008-requests'
import { Outcomes1763600000009 } from './0009-outcomes'
import { Waiting1763600000010 } from './0010-waiting'
import { Calls1763600000011 } from './0011-calls'
import { Knowledge1763600000012 } from './0012-knowledge'
import { Consultations1763600000013 } from './0013-consultations'
import { Merges1763600000014 } from './0014-merges'
import { Ratings1763600000015 } from './0015-ratings'
import { Deliveries1763600000016 } from './0016-deliveries'
import { Policies1763600000017 } from './0017-policies'
import { Files1763600000018 } from './0018-files'
import { Appraisal1763600000019 } from './0019-appraisal'
import { Frozen1763600000020 } from './0020-frozen'

/** In order; hand-written, forward only. A change is a new file at the end of this list. */
export const MIGRATIONS = [
  People1763600000001,
  Region1763600000002,
  Tickets1763600000003,
  Log1763600000004,
  SessionsEnd1763600000005,
  NoticeCursor1763600000006,
  Keys1763600000007,
  Requests1763600000008,
  Outcomes1763600000009,
  Waiting1763600000010,
  Calls1763600000011,
  Knowledge1763600000012,
  Consultations1763600000013,
  Merges1763600000014,
  Ratings1763600000015,
  Deliveries1763600000016,
  Policies1763600000017,
  Files1763600000018,
  Appraisal1763600000019,
  Frozen1763600000020,
]
