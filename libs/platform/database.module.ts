import { Global, Injectable, Module, type OnModuleInit } from '@nestjs/common'
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import { Database, dataSource, type DatabaseOptions } from '#data/database'
import { checkSchema } from '#data/migrate'
import { checkKeys } from '#data/secrets/check-keys'
import { KeyRing } from '#data/secrets/key-ring'
import { CONFIG, type Config } from './config'
import { HealthProbes } from './health'

/** For reports and exports: few connections, a longer time limit, on the standby when there is one. */
export class ReportDatabase extends Database {}

const main = (config: Config): DatabaseOptions => ({
  url: urlOf(config),
  poolSize: config.poolSize,
  applicationName: 'jiban',
  statementTimeoutMs: config.statementSeconds * 1000,
})

const report = (config: Config): DatabaseOptions => ({
  url: config.standbyUrl ?? urlOf(config),
  poolSize: config.reportPoolSize,
  applicationName: 'jiban-report',
  statementTimeoutMs: config.reportSeconds * 1000,
  pipeline: false,
})

function connection(options: (config: Config) => DatabaseOptions, name?: string) {
  return TypeOrmModule.forRootAsync({
    ...(name && { name }),
    inject: [CONFIG],
    // One try: a clear message at once, and whoever starts us decides about the next.
    useFactory: (config: Config) => ({ ...dataSource(options(config)).options, retryAttempts: 0 }),
    dataSourceFactory: (options) => new DataSource(options!).initialize(),
  })
}

/** Refuses to start on a schema of another version or with the keys of another database; afterwards reports whether the database answers. */
@Injectable()
class SchemaCheck implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly probes: HealthProbes,
  ) {}

  async onModuleInit() {
    await checkSchema((sql) => this.db.query(sql))
    await checkKeys((sql, values) => this.db.query(sql, values), this.keys)
    this.probes.add('database', async () => {
      await this.db.query('SELECT 1')
      return { ok: true }
    })
  }
}

/** The pools of one process, through @nestjs/typeorm: opened before anything else, closed after everything else. */
@Global()
@Module({
  imports: [connection(main), connection(report, 'report')],
  providers: [
    { provide: Database, useFactory: (source: DataSource) => new Database(source), inject: [getDataSourceToken()] },
    {
      provide: ReportDatabase,
      useFactory: (source: DataSource) => new ReportDatabase(source),
      inject: [getDataSourceToken('report')],
    },
    SchemaCheck,
  ],
  exports: [Database, ReportDatabase],
})
export class DatabaseModule {}

function urlOf(config: Config): string {
  if (!config.databaseUrl) throw new Error('没有数据库：请设置 DATABASE_URL，或用 npm start 启动自带的数据库')
  return config.databaseUrl
}
