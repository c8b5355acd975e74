import { Module } from '@nestjs/common'
import { AuditController } from './audit.controller'
import { PeopleController } from './people.controller'

@Module({ controllers: [AuditController, PeopleController] })
export class PeopleModule {}
