import { Body, Controller, Delete, Get, HttpCode, Module, Param, Put } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { DraftInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { Acting, Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { Drafts } from '#services/drafts'

/** Unfinished texts, one per person and place. */
@Controller('api/v1/drafts')
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Allow('self.use')
  @Describe('读取草稿', { answers: views.Draft })
  @Get(':key')
  read(@Acting() actor: Actor, @Param('key') key: string): Promise<{ body: string; updatedAt: string }> {
    return this.drafts.read(actor, keyOf(key))
  }

  @Allow('self.use')
  @Describe('保存草稿', { takes: DraftInput })
  @HttpCode(204)
  @Put(':key')
  save(@Acting() actor: Actor, @Param('key') key: string, @Body() body: unknown): Promise<void> {
    return this.drafts.save(actor, keyOf(key), parse(DraftInput, body).body)
  }

  @Allow('self.use')
  @Describe('丢弃草稿')
  @HttpCode(204)
  @Delete(':key')
  drop(@Acting() actor: Actor, @Param('key') key: string): Promise<void> {
    return this.drafts.drop(actor, keyOf(key))
  }
}

function keyOf(raw: string): string {
  if (!/^[\w.:-]{1,80}$/.test(raw)) throw new Refusal('notFound')
  return raw
}

@Module({ controllers: [DraftsController] })
export class DraftsModule {}
