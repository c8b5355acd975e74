import type { FileKind } from './files'

/** A file as it lies there: read in places, never whole. A browser's and a server's file are both one. */
export interface Bytes {
  size: number
  read(offset: number, length: number): Promise<Uint8Array>
}

const HEAD = 4096
const DIRECTORY = 2 ** 20

/** What a file is by its content alone, or null for anything that is not taken. A name is no evidence. */
export async function sniff(bytes: Bytes): Promise<FileKind | null> {
  const head = await bytes.read(0, HEAD)
  const plain = SIGNATURES.find(([, marks]) => marks.every(([offset, mark]) => has(head, offset, mark)))
  if (plain) return plain[0]
  if (has(head, 4, 'ftyp')) return ofBrand(latin(head, 8, 4))
  if (has(head, 0, 'PK\x03\x04')) return insideZip(await names(bytes))
  if (has(head, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return insideCompound(bytes, head)
  return isMp3(head) ? 'mp3' : null
}

/** Whether the beginning is that of anything taken: told before the rest has come. */
export async function couldBe(head: Uint8Array): Promise<boolean> {
  if (has(head, 0, 'PK\x03\x04') || has(head, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return true
  return (await sniff(inMemory(head))) !== null
}

export const inMemory = (all: Uint8Array): Bytes => ({
  size: all.length,
  read: (offset, length) => Promise.resolve(all.subarray(offset, offset + length)),
})

type Mark = readonly [offset: number, bytes: string]
// prettier-ignore
const SIGNATURES: readonly (readonly [FileKind, readonly Mark[]])[] = [
  ['jpeg', [[0, '\xff\xd8\xff']]],
  ['png', [[0, '\x89PNG\r\n\x1a\n']]],
  ['gif', [[0, 'GIF87a']]],
  ['gif', [[0, 'GIF89a']]],
  ['webp', [[0, 'RIFF'], [8, 'WEBP']]],
  ['wav', [[0, 'RIFF'], [8, 'WAVE']]],
  ['avi', [[0, 'RIFF'], [8, 'AVI ']]],
  ['pdf', [[0, '%PDF-']]],
  ['amr', [[0, '#!AMR']]],
  ['ogg', [[0, 'OggS']]],
  ['mp3', [[0, 'ID3']]],
  ['webm', [[0, '\x1a\x45\xdf\xa3']]],
]

/** The ISO media family tells itself apart by a brand of four letters. */
function ofBrand(brand: string): FileKind | null {
  if (/^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) return 'heic'
  if (/^(M4A |M4B )$/.test(brand)) return 'm4a'
  if (brand === 'qt  ') return 'mov'
  return /^(isom|iso[2-9]|mp4[12]|avc1|dash|M4V |MSNV|3gp[4-9]|f4v )$/.test(brand) ? 'mp4' : null
}

/** An MPEG frame: eleven bits set, a layer III, and no reserved rate. */
function isMp3(head: Uint8Array): boolean {
  const [sync = 0, layer = 0, rate = 0] = head
  return sync === 0xff && (layer & 0xe6) === 0xe2 && rate >> 4 !== 15 && rate >> 4 !== 0 && (rate & 0x0c) !== 0x0c
}

/** Which document a zip is, by what lies in it. One with macros is none: they run where it is opened. */
function insideZip(entries: readonly string[]): FileKind | null {
  if (entries.some((name) => /vbaProject\.bin$/i.test(name))) return null
  if (entries.includes('OFD.xml')) return 'ofd'
  if (!entries.includes('[Content_Types].xml')) return null
  if (entries.includes('word/document.xml')) return 'docx'
  if (entries.includes('xl/workbook.xml')) return 'xlsx'
  return entries.includes('ppt/presentation.xml') ? 'pptx' : null
}

/** The names in a zip's own directory, which stands at its end. */
async function names(bytes: Bytes): Promise<string[]> {
  const start = Math.max(0, bytes.size - DIRECTORY)
  const tail = await bytes.read(start, DIRECTORY)
  const end = lastIndexOf(tail, 'PK\x05\x06')
  if (end < 0 || end + 22 > tail.length) return []
  const found: string[] = []
  let at = uint32(tail, end + 16) - start
  while (at >= 0 && has(tail, at, 'PK\x01\x02') && at + 46 <= end) {
    const length = uint16(tail, at + 28)
    found.push(latin(tail, at + 46, length))
    at += 46 + length + uint16(tail, at + 30) + uint16(tail, at + 32)
  }
  return found
}

/** Old Office files are folders of streams: the first sector of that folder names them. */
async function insideCompound(bytes: Bytes, head: Uint8Array): Promise<FileKind | null> {
  const sector = 2 ** uint16(head, 30)
  if (sector !== 512 && sector !== 4096) return null
  const folder = await bytes.read((uint32(head, 48) + 1) * sector, 16 * 512)
  const streams = new Set<string>()
  for (let at = 0; at + 128 <= folder.length; at += 128) {
    const length = uint16(folder, at + 64)
    if (length >= 2 && length <= 64) streams.add(latin(folder, at, length - 2).replaceAll('\0', ''))
  }
  if (streams.has('WordDocument')) return 'doc'
  if (streams.has('Workbook') || streams.has('Book')) return 'xls'
  return streams.has('PowerPoint Document') ? 'ppt' : null
}

function has(bytes: Uint8Array, offset: number, mark: string): boolean {
  return [...mark].every((letter, at) => bytes[offset + at] === letter.charCodeAt(0))
}

function lastIndexOf(bytes: Uint8Array, mark: string): number {
  for (let at = bytes.length - mark.length; at >= 0; at--) if (has(bytes, at, mark)) return at
  return -1
}

const latin = (bytes: Uint8Array, offset: number, length: number) =>
  String.fromCharCode(...bytes.subarray(offset, offset + length))
const uint16 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
const uint32 = (bytes: Uint8Array, at: number) => uint16(bytes, at) + uint16(bytes, at + 2) * 65_536
