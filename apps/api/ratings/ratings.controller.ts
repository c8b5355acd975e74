import { Body, Controller, HttpCode, Inject, Module, Param, Post, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import { OpenRatingInput, RateByLinkInput } from '#domain/inputs'
import { Refusal } from '#domain/refusals'
import type { RatingLinkView, RatingPage } from '#domain/views'
import { CONFIG, type Config } from '#platform/config'
import { Acting, Allow, Public } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { Rates } from '#platform/overload'
import { Ratings } from '#services/tickets/ratings'
import { idOf } from '../query'

/** From one address: enough for a family behind one telephone, far too few to guess. */
const PER_SECOND = 0.2
const BURST = 20

/** Rating by link. The token travels in the body, which no log keeps. */
@Controller('api/v1')
export class RatingsController {
  private readonly rates = new Rates(PER_SECOND, BURST)

  constructor(
    private readonly ratings: Ratings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Describe('打开自助评价', {
    takes: OpenRatingInput,
    answers: views.RatingPage,
    refuses: ['ratingLinkDead', 'tooMany'],
  })
  @HttpCode(200)
  @Post('ratings/open')
  open(@Body() body: unknown, @Req() request: FastifyRequest): Promise<RatingPage> {
    this.slowDown(request)
    return this.ratings.open(body)
  }

  @Public()
  @Describe('自助评价', { takes: RateByLinkInput, refuses: ['ratingLinkDead', 'contactedIncomplete', 'tooMany'] })
  @HttpCode(204)
  @Post('ratings')
  rate(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    this.slowDown(request)
    return this.ratings.rate(body)
  }

  @Allow('ticket.register', 'ticket.callback')
  @Describe('查看自助评价链接，读给诉求人或复制', { answers: views.RatingLink, refuses: ['ratingLinkDead'] })
  @HttpCode(200)
  @Post('tickets/:id/rating-link')
  link(@Acting() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<RatingLinkView> {
    const origin = this.config.publicUrl?.origin ?? `${request.protocol}://${request.host}`
    return this.ratings.link(actor, idOf(id), origin, request.id)
  }

  private slowDown({ ip }: FastifyRequest) {
    const wait = this.rates.take(ip)
    if (wait > 0) throw new Refusal('tooMany', { retryAfter: Math.ceil(wait) })
  }
}

@Module({ controllers: [RatingsController] })
export class RatingsModule {}
