import { Module } from '@nestjs/common'
import { LiveGateway } from './gateway'

@Module({ providers: [LiveGateway] })
export class LiveModule {}
