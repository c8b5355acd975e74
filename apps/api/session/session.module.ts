import { Module } from '@nestjs/common'
import { Database } from '#data/database'
import { CONFIG, type Config } from '#platform/config'
import { SignIn } from '#services/people/sign-in'
import { MeView } from './me'
import { MeController } from './me.controller'
import { SessionController } from './session.controller'
import { SessionsController } from './sessions.controller'

@Module({
  controllers: [MeController, SessionController, SessionsController],
  providers: [
    MeView,
    {
      provide: SignIn,
      useFactory: (db: Database, { sessionHours }: Config) => new SignIn(db, { sessionHours }),
      inject: [Database, CONFIG],
    },
  ],
})
export class SessionModule {}
