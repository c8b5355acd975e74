import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger'
import { openApi } from '#platform/openapi/document'
import { routesOf } from '#platform/routes'

/** `/api/openapi.json` and a page to read it, both served from here alone: no other server is asked. */
export function serveDocumentation(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApi(routesOf(app)) as unknown as OpenAPIObject, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: '即办接口文档',
    swaggerOptions: { validatorUrl: null, defaultModelsExpandDepth: 0 },
  })
}
