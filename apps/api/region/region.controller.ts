import { Controller, Get, Headers, Module, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import type { RegionView } from '#domain/views'
import { Allow, BeforePasswordChange } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { Region } from '#services/region'

/** What forms offer: units, categories, places. Asked for again only when the data has changed. */
@Controller('api/v1/region')
export class RegionController {
  constructor(private readonly region: Region) {}

  @Allow('region.read')
  @BeforePasswordChange()
  @Describe('基础数据：单位、分类、地点', { answers: views.RegionView, cached: true })
  @Get()
  async read(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegionView | undefined> {
    const rules = await this.region.current()
    const tag = `"${Buffer.from(`${rules.code}-${rules.dataVersion}`).toString('base64url')}"`
    reply.header('ETag', tag).header('Cache-Control', 'private, no-cache')
    if (known === tag) return void reply.status(304)
    return {
      code: rules.code,
      name: rules.name,
      dataVersion: rules.dataVersion,
      callbackScripts: rules.settings.callbackScripts ?? {},
      units: [...rules.units.values()]
        .filter(({ active }) => active)
        .map(({ id, name, kind, parentId, aliases }) => ({ id, name, kind, parentId, aliases })),
      categories: [...rules.categories.values()]
        .filter(({ active }) => active)
        .map(({ active: _active, ...category }) => category),
      groups: rules.groups.map(({ code, name, unitIds }) => ({
        code,
        name,
        unitIds: unitIds.filter((id) => rules.units.get(id)?.active),
      })),
      places: [...rules.places.values()].filter(({ active }) => active).map(({ active: _active, ...place }) => place),
    }
  }
}

@Module({ controllers: [RegionController] })
export class RegionModule {}
