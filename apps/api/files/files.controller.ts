import type { Readable } from 'node:stream'
import { Body, Controller, Delete, Get, HttpCode, Module, Param, Patch, Post, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import { FILE_KINDS } from '#domain/files'
import { MarkFileInput } from '#domain/inputs'
import { Refusal } from '#domain/refusals'
import type { FileLimits, FileView } from '#domain/views'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { oneWord, words } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Files } from '#services/files/files'
import { idOf, oneOf } from '../query'

const YES_NO = ['yes', 'no'] as const
const LONGEST = 1000

/** Nothing in it runs, whatever it is and whoever opens it. */
const HARMLESS = { 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff' }

/** Uploads and downloads. What a file is attached to, and so who sees it, is said by the actions of the ticket. */
@Controller('api/v1/files')
export class FilesController {
  constructor(private readonly files: Files) {}

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('附件限制', { answers: views.FileLimits })
  @Get('limits')
  limits(): Promise<FileLimits> {
    return this.files.limits()
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('上传附件', {
    sends: 'application/octet-stream',
    answers: views.FileView,
    query: { name: words(LONGEST), identifying: oneWord(YES_NO) },
    refuses: [
      'fileNameInvalid',
      'fileEmpty',
      'fileTooLarge',
      'fileKindUnknown',
      'fileKindDiffers',
      'fileCut',
      'tooManyFiles',
      'storageFull',
    ],
  })
  @Post()
  upload(
    @Acting() actor: Actor,
    @IdempotencyKey() key: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<FileView> {
    const { name } = query
    if (typeof name !== 'string' || name.length > LONGEST) throw new Refusal('fileNameInvalid')
    const stream = request.body as Readable | undefined
    if (!stream || typeof stream.pipe !== 'function') throw new Refusal('mediaUnknown')
    const announced = request.headers['content-length']
    const length = announced === undefined ? null : Number(announced)
    const identifying = oneOf('identifying', query['identifying'], YES_NO, 'yes') === 'yes'
    return this.files.upload(actor, stream, { name, identifying, key, length })
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('附件', { answers: views.FileView })
  @Get(':id')
  one(@Acting() actor: Actor, @Param('id') id: string): Promise<FileView> {
    return this.files.one(actor, idOf(id))
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('下载附件；shown=yes 时安全的图片可在页面中显示', {
    media: ['application/octet-stream'],
    query: { shown: oneWord(YES_NO) },
    refuses: ['fileWaiting', 'fileRefused'],
  })
  @Get(':id/content')
  async content(
    @Acting() actor: Actor,
    @Param('id') id: string,
    @Query('shown') shown: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const inPage = oneOf('shown', shown, YES_NO, 'no') === 'yes'
    const { stream, file } = await this.files.open(actor, idOf(id), request.id)
    const how = inPage && file.shown ? 'inline' : 'attachment'
    await reply
      .headers({
        ...HARMLESS,
        'Content-Type': how === 'inline' ? FILE_KINDS[file.kind].media : 'application/octet-stream',
        'Content-Length': String(file.size),
        'Content-Disposition': `${how}; filename="file.${FILE_KINDS[file.kind].endings[0]}"; filename*=UTF-8''${encoded(file.name)}`,
      })
      .send(stream)
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('标明未提交的附件是否含诉求人身份信息', { takes: MarkFileInput, answers: views.FileView })
  @Patch(':id')
  mark(@Acting() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<FileView> {
    return this.files.mark(actor, idOf(id), body)
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('移除未提交的附件')
  @HttpCode(204)
  @Delete(':id')
  remove(@Acting() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.files.remove(actor, idOf(id))
  }
}

const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

@Module({ controllers: [FilesController] })
export class FilesModule {}
