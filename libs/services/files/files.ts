import type { Readable } from 'node:stream'
import { Inject, Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import {
  agrees,
  cleanName,
  endingOf,
  FILE_GROUPS,
  FILE_KINDS,
  type FileKind,
  kindTaken,
  MEGABYTE,
  megabytesFor,
  MOST_FILES,
  mostMegabytes,
} from '#domain/files'
import { MarkFileInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { isRestricted, maySee } from '#domain/sight'
import { couldBe, sniff } from '#domain/sniff'
import type { FileLimits, FileView } from '#domain/views'
import { keysOf } from '#domain/words'
import { Database } from '#data/database'
import { FileStore, type Received, withBytes } from '#data/file-store'
import {
  countLoose,
  dropLoose,
  type FileRow,
  findUpload,
  insertFile,
  lockContent,
  markLoose,
  readFile,
} from '#data/files'
import { enqueue } from '#data/jobs'
import { writeAudit } from '#data/people/audit'
import { KeyRing } from '#data/secrets/key-ring'
import { readWithDetails } from '#data/ticket-details'
import { Region } from '../region'
import { Viewer } from '../tickets/view'
import { fileView } from './view'

export const SCANNER = Symbol('scanner')
/** Uploads of one person that are not attached yet. */
const MOST_LOOSE = 200

export interface Upload {
  name: string
  identifying: boolean
  /** Retrying with the same key never uploads twice. */
  key: string
  /** As announced, when it was. */
  length: number | null
}

/** What is attached to tickets, from the upload to the download. */
@Injectable()
export class Files {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly store: FileStore,
    @Inject(SCANNER) private readonly scanner: object | null,
  ) {}

  async limits(): Promise<FileLimits> {
    const { files = {} } = (await this.region.current()).settings
    const kinds = keysOf(FILE_KINDS).filter((kind) => kindTaken(kind, files))
    const megabytes = Object.fromEntries(keysOf(FILE_GROUPS).map((group) => [group, megabytesFor(group, files)]))
    return { kinds, megabytes, most: MOST_FILES, scanned: this.scanner !== null }
  }

  /** On disk and in the database before it is answered; then it waits for the step it is for. */
  async upload(actor: Actor, stream: Readable, upload: Upload): Promise<FileView> {
    const earlier = await findUpload(this.db, actor.personId, upload.key)
    if (earlier) return this.view(earlier)
    const name = cleanName(upload.name)
    if (!endingOf(name)) throw new Refusal('fileNameInvalid')
    if ((await countLoose(this.db, actor.personId)) >= MOST_LOOSE) throw new Refusal('tooManyFiles')
    const received = await this.receive(stream, upload.length)
    try {
      const kind = await this.kindOf(received, name)
      await this.keep(actor, received, kind, { ...upload, name })
    } finally {
      await this.store.discard(received)
    }
    return this.view((await findUpload(this.db, actor.personId, upload.key))!)
  }

  /** Nobody learns from the answer whether a file that is not for them exists. */
  async one(actor: Actor, id: string): Promise<FileView> {
    return (await this.seen(actor, id)).file
  }

  /** Whether it may show whom a report comes from; said before it is attached, by whoever sends it. */
  async mark(actor: Actor, id: string, body: unknown): Promise<FileView> {
    const { identifying } = parse(MarkFileInput, body)
    await markLoose(this.db, actor.personId, id, identifying)
    return this.one(actor, id)
  }

  async remove(actor: Actor, id: string): Promise<void> {
    if (!(await dropLoose(this.db, actor.personId, id))) throw new Refusal('notFound')
  }

  /** The content for one who may see it. Of a restricted ticket, the row that says who took it is there before the first byte. */
  async open(actor: Actor, id: string, requestId: string): Promise<{ stream: Readable; file: FileView }> {
    const { row, file, number } = await this.seen(actor, id)
    if (row.scan === 'refused') throw new Refusal('fileRefused')
    if (row.scan === 'waiting') throw new Refusal('fileWaiting')
    if (number) {
      const detail = { ticketId: row.ticketId, number, fileId: id }
      await writeAudit(this.db, { kind: 'fileRead', personId: actor.personId, detail, requestId })
    }
    return { stream: this.store.read(row.sha256), file }
  }

  /** One attached is seen as its ticket shows it, or not at all. `number` is the restricted ticket's whose file it is. */
  private async seen(actor: Actor, id: string): Promise<{ row: FileRow; file: FileView; number: string | null }> {
    const row = await readFile(this.db, id)
    if (!row || row.erased) throw new Refusal('notFound')
    if (!row.ticketId) {
      if (row.uploadedBy !== actor.personId) throw new Refusal('notFound')
      return { row, file: this.view(row), number: null }
    }
    const found = await readWithDetails(this.db, row.ticketId)
    if (!found || !maySee(actor, found.loaded.snapshot)) throw new Refusal('notFound')
    const { ticket } = found.loaded.snapshot
    const viewer = new Viewer(this.keys, await this.region.current(), actor, found.loaded, found.details)
    const file = viewer.files().find((each) => each.id === id)
    if (!file) throw new Refusal('notFound')
    return { row, file, number: isRestricted(ticket) ? ticket.number : null }
  }

  private async receive(stream: Readable, length: number | null): Promise<Received> {
    const { files } = (await this.region.current()).settings
    const most = mostMegabytes(files)
    const refuseLarge = (size: number) => {
      if (size > most * MEGABYTE) throw new Refusal('fileTooLarge', { megabytes: most })
    }
    refuseLarge(length ?? 0)
    let known = false
    const received = await this.store
      .receive(stream, async (size, head) => {
        refuseLarge(size)
        if (known || head.length < ENOUGH) return
        known = await couldBe(head)
        if (!known) throw new Refusal('fileKindUnknown')
      })
      .catch((error: unknown) => {
        throw broken(error)
      })
    if (received.size === 0 || (length !== null && received.size !== length)) {
      await this.store.discard(received)
      throw new Refusal(received.size === 0 ? 'fileEmpty' : 'fileCut')
    }
    return received
  }

  private async kindOf(received: Received, name: string): Promise<FileKind> {
    const { files } = (await this.region.current()).settings
    const kind = await withBytes(received, sniff)
    if (!kind || !kindTaken(kind, files)) throw new Refusal('fileKindUnknown')
    if (!agrees(name, kind)) throw new Refusal('fileKindDiffers', { found: FILE_KINDS[kind].label })
    const megabytes = megabytesFor(FILE_KINDS[kind].group, files)
    if (received.size > megabytes * MEGABYTE) throw new Refusal('fileTooLarge', { megabytes })
    return kind
  }

  /** The bytes are in their place before the row says so, under one lock with whoever might take them away. */
  private async keep(actor: Actor, received: Received, kind: FileKind, { name, identifying, key }: Upload) {
    await this.db.transaction(async (tx) => {
      await lockContent(tx, received.sha256)
      await this.store.keep(received)
      const fileId = await insertFile(tx, {
        ...received,
        kind,
        identifying,
        nameSealed: this.keys.seal(name, 'file.name'),
        scan: this.scanner ? 'waiting' : 'unscanned',
        uploadedBy: actor.personId,
        uploadKey: key,
      })
      if (fileId && this.scanner) await enqueue(tx, 'scanFile', { fileId })
    })
  }

  private view(row: FileRow): FileView {
    return fileView(
      { ...row, uploadedAt: row.uploadedAt.toISOString() },
      row.nameSealed ? this.keys.open(row.nameSealed, 'file.name') : '',
    )
  }
}

const ENOUGH = 64

/** What the caller's line or our disk did is no bug. */
function broken(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal('storageFull')
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? new Refusal('fileCut') : error
}
