import { Global, Module, type DynamicModule } from '@nestjs/common'
import { KeyRing } from '#data/secrets/key-ring'
import { CONFIG, type Config } from './config'
import { DatabaseModule } from './database.module'
import { Drain } from './drain'
import { AccessGuard } from './guard'
import { HealthProbes } from './health'
import { keysOf } from './keys'
import { Metrics } from './metrics'
import { ProblemFilter } from './problem.filter'
import { Sessions } from './sessions'

/** What every part of the product may ask for: configuration, database, keys, sessions, health, metrics. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DatabaseModule],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: KeyRing, useFactory: () => new KeyRing(keysOf(config)) },
        AccessGuard,
        Drain,
        HealthProbes,
        Metrics,
        ProblemFilter,
        Sessions,
      ],
      exports: [AccessGuard, CONFIG, KeyRing, Drain, HealthProbes, Metrics, ProblemFilter, Sessions],
    }
  }
}
