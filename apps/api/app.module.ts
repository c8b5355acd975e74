import { Module } from '@nestjs/common'
import { HealthModule } from './health/health.module'
import { SessionModule } from './session/session.module'

/** The API, one line per thing it offers. */
@Module({
  imports: [HealthModule, SessionModule],
})
export class AppModule {}
