import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import type { FeedbackView, KnowledgeItem, KnowledgeMatch, KnowledgeView } from '#domain/desk-views'
import { FeedbackInput, KnowledgeInput, KnowledgeStepInput, MatchInput, SettleInput } from '#domain/inputs'
import { KNOWLEDGE_STEPS, type KnowledgeStep } from '#domain/knowledge'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import { keysOf } from '#domain/words'
import { KNOWLEDGE_STATES } from '#domain/words/desk'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/desk-views'
import { AFTER, limit, oneWord, words } from '#platform/openapi/query'
import { Feedback } from '#services/desk/feedback'
import { Knowledge } from '#services/desk/knowledge'
import { idOf, limitOf, oneOf, textOf } from '../query'

const RULES = ['unitUnknown', 'categoryUnknown', 'periodReversed'] as const

/** 知识库: read, searched, written, approved by a second person, published; and what is said against it. */
@Controller('api/v1')
export class KnowledgeController {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly feedback: Feedback,
  ) {}

  @Allow('knowledge.read')
  @Describe('知识列表，或按文字检索已发布的知识', {
    answers: views.KnowledgePage,
    query: { q: words(200), state: oneWord(keysOf(KNOWLEDGE_STATES)), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('knowledge')
  page(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<KnowledgeView>> {
    const q = textOf('q', query['q'], 200)
    const limit = limitOf(query['limit'])
    if (q) return this.knowledge.search(actor, q, limit)
    const state = oneOf('state', query['state'], keysOf(KNOWLEDGE_STATES), 'published')
    return this.knowledge.page(actor, state, textOf('after', query['after'], 200), limit)
  }

  @Allow('knowledge.read')
  @Describe('可用于答复的知识，最相近的在前', { takes: MatchInput, answers: views.KnowledgeMatches })
  @HttpCode(200)
  @Post('knowledge/matches')
  async matches(@Acting() actor: Actor, @Body() body: unknown): Promise<{ items: KnowledgeMatch[] }> {
    return { items: await this.knowledge.matches(actor, body) }
  }

  @Allow('knowledge.read')
  @Describe('一条知识的全部版本', { answers: views.KnowledgeItem })
  @Get('knowledge/:id')
  item(@Acting() actor: Actor, @Param('id') id: string): Promise<KnowledgeItem> {
    return this.knowledge.item(actor, idOf(id))
  }

  @Allow('knowledge.write')
  @Describe('撰写知识', { takes: KnowledgeInput, answers: views.Made, refuses: RULES })
  @Post('knowledge')
  add(@Acting() actor: Actor, @IdempotencyKey() idempotencyKey: string, @Body() body: unknown) {
    return this.knowledge.add({ actor, idempotencyKey }, body)
  }

  @Allow('knowledge.write')
  @Describe('改写知识', { takes: KnowledgeInput, answers: views.Made, refuses: [...RULES, 'knowledgeMoved'] })
  @Put('knowledge/:id')
  revise(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    return this.knowledge.revise({ actor, idempotencyKey }, idOf(id), body)
  }

  @Allow('knowledge.approve')
  @Describe('审核、发布、停用知识', {
    answers: views.Made,
    refuses: ['knowledgeMoved', 'secondPersonNeeded'],
    each: { parameter: 'step', of: described(KNOWLEDGE_STEPS) },
  })
  @HttpCode(200)
  @Post('knowledge/:id/steps/:step')
  step(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: unknown,
  ) {
    if (!Object.hasOwn(KNOWLEDGE_STEPS, step)) throw new Refusal('notFound')
    return this.knowledge.step({ actor, idempotencyKey }, idOf(id), step as KnowledgeStep, body)
  }

  @Allow('knowledge.read')
  @Describe('反映知识有误', { takes: FeedbackInput, answers: views.Made, refuses: ['knowledgeMoved'] })
  @Post('knowledge/:id/feedback')
  say(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    return this.feedback.say({ actor, idempotencyKey }, idOf(id), body)
  }

  @Allow('knowledge.write')
  @Describe('待核实的知识反馈，急的在前', {
    answers: views.FeedbackPage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('knowledge-feedback')
  open(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<FeedbackView>> {
    return this.feedback.open(actor, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('knowledge.write')
  @Describe('核实知识反馈', { takes: SettleInput, answers: views.Made, refuses: ['feedbackSettled'] })
  @HttpCode(200)
  @Post('knowledge-feedback/:id/settle')
  settle(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    return this.feedback.settle({ actor, idempotencyKey }, idOf(id), body)
  }
}

function described(steps: Record<string, { label: string }>) {
  return Object.fromEntries(
    Object.entries(steps).map(([name, { label }]) => [name, { summary: `${label}知识`, takes: KnowledgeStepInput }]),
  )
}
