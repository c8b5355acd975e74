/** What may be attached to a ticket: the kinds there are, what they are called, and how large they may be. */

export const FILE_GROUPS = { image: '图片', document: '文档', audio: '录音', video: '视频' } as const
export type FileGroup = keyof typeof FILE_GROUPS

interface KindOfFile {
  label: string
  group: FileGroup
  /** Endings of a name that agree with the content; the first one is the usual. */
  endings: readonly string[]
  media: string
  /** Shown in a page as it is: only pictures made of points, which can carry nothing that runs. */
  shown?: true
}
const kind = (label: string, group: FileGroup, endings: string, media: string, shown?: true): KindOfFile => ({
  label,
  group,
  endings: endings.split(' '),
  media,
  ...(shown && { shown }),
})

const OFFICE = 'application/vnd.openxmlformats-officedocument'

// prettier-ignore
export const FILE_KINDS = {
  jpeg: kind('JPEG 图片', 'image', 'jpg jpeg jpe jfif', 'image/jpeg', true),
  png: kind('PNG 图片', 'image', 'png', 'image/png', true),
  gif: kind('GIF 图片', 'image', 'gif', 'image/gif', true),
  webp: kind('WebP 图片', 'image', 'webp', 'image/webp', true),
  heic: kind('HEIC 图片', 'image', 'heic heif', 'image/heic'),
  pdf: kind('PDF 文档', 'document', 'pdf', 'application/pdf'),
  ofd: kind('OFD 文档', 'document', 'ofd', 'application/ofd'),
  docx: kind('Word 文档', 'document', 'docx', `${OFFICE}.wordprocessingml.document`),
  xlsx: kind('Excel 表格', 'document', 'xlsx', `${OFFICE}.spreadsheetml.sheet`),
  pptx: kind('PowerPoint 演示', 'document', 'pptx', `${OFFICE}.presentationml.presentation`),
  doc: kind('Word 文档（旧格式）', 'document', 'doc wps', 'application/msword'),
  xls: kind('Excel 表格（旧格式）', 'document', 'xls et', 'application/vnd.ms-excel'),
  ppt: kind('PowerPoint 演示（旧格式）', 'document', 'ppt dps', 'application/vnd.ms-powerpoint'),
  mp3: kind('MP3 录音', 'audio', 'mp3', 'audio/mpeg'),
  wav: kind('WAV 录音', 'audio', 'wav', 'audio/wav'),
  amr: kind('AMR 录音', 'audio', 'amr', 'audio/amr'),
  m4a: kind('M4A 录音', 'audio', 'm4a', 'audio/mp4'),
  ogg: kind('OGG 录音', 'audio', 'ogg oga opus', 'audio/ogg'),
  mp4: kind('MP4 视频', 'video', 'mp4 m4v', 'video/mp4'),
  mov: kind('MOV 视频', 'video', 'mov', 'video/quicktime'),
  webm: kind('WebM 视频', 'video', 'webm', 'video/webm'),
  avi: kind('AVI 视频', 'video', 'avi', 'video/x-msvideo'),
} as const satisfies Record<string, KindOfFile>
export type FileKind = keyof typeof FILE_KINDS

/** What became of the look for viruses; without a scanner a file says that nobody looked. */
export const SCANS = { unscanned: '未查毒', waiting: '查毒中', clean: '已查毒', refused: '查出病毒' } as const
export type Scan = keyof typeof SCANS

/** What a region may set otherwise. */
export interface FileSettings {
  /** Largest size by group, in megabytes. */
  megabytes?: Partial<Record<FileGroup, number>>
  /** Kinds taken; all unless said. */
  kinds?: readonly string[]
}

const MEGABYTES: Record<FileGroup, number> = { image: 20, document: 50, audio: 100, video: 200 }
export const MEGABYTE = 2 ** 20
export const MOST_FILES = 20
export const LONGEST_NAME = 200

export const megabytesFor = (group: FileGroup, settings: FileSettings = {}) =>
  settings.megabytes?.[group] ?? MEGABYTES[group]

/** How large anything may be, before it is known what it is. */
export const mostMegabytes = (settings: FileSettings = {}) =>
  Math.max(...(Object.keys(FILE_GROUPS) as FileGroup[]).map((group) => megabytesFor(group, settings)))

export const kindTaken = (found: FileKind, { kinds }: FileSettings = {}) => !kinds || kinds.includes(found)

/** The part of a name after its last dot, in small letters. */
export const endingOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** A name promises a kind; the content decides, and a promise that is not kept is refused. */
export const agrees = (name: string, found: FileKind) =>
  (FILE_KINDS[found].endings as readonly string[]).includes(endingOf(name))

export const isShown = (found: FileKind) => 'shown' in FILE_KINDS[found]

/** A name as it is kept and offered: no folders, no characters that steer a terminal, a header or the direction of reading. */
export function cleanName(raw: string): string {
  const last = raw.normalize('NFC').split(/[\\/]/).at(-1)!
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const ending = endingOf(plain)
  const points = [...plain]
  if (points.length <= LONGEST_NAME) return plain
  return [
    ...points
      .slice(0, LONGEST_NAME - ending.length - 1)
      .join('')
      .trimEnd(),
    '.',
    ending,
  ].join('')
}
