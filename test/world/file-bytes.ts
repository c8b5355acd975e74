import type { FileKind } from '#domain/files'

/** The least that is a file of each kind, as its own program would begin and end it. */
export const SAMPLE_FILES: Record<FileKind, Buffer> = {
  jpeg: latin('\xff\xd8\xff\xe0\0\x10JFIF\0', 200),
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  gif: latin('GIF89a\x01\0\x01\0', 40),
  webp: latin('RIFF\x24\0\0\0WEBPVP8 ', 60),
  heic: latin('\0\0\0\x18ftypheic\0\0\0\0', 80),
  pdf: latin('%PDF-1.7\n', 300),
  ofd: zip('OFD.xml', 'Doc_0/Document.xml'),
  docx: zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml'),
  xlsx: zip('[Content_Types].xml', 'xl/workbook.xml'),
  pptx: zip('[Content_Types].xml', 'ppt/presentation.xml'),
  doc: compound('WordDocument'),
  xls: compound('Workbook'),
  ppt: compound('PowerPoint Document'),
  mp3: latin('\xff\xfb\x90\x64', 300),
  wav: latin('RIFF\x24\0\0\0WAVEfmt ', 60),
  amr: latin('#!AMR\n', 60),
  m4a: latin('\0\0\0\x18ftypM4A \0\0\0\0', 80),
  ogg: latin('OggS\0', 60),
  mp4: latin('\0\0\0\x18ftypisom\0\0\0\0', 80),
  mov: latin('\0\0\0\x14ftypqt  \0\0\0\0', 80),
  webm: latin('\x1a\x45\xdf\xa3', 80),
  avi: latin('RIFF\x24\0\0\0AVI LIST', 60),
}

function latin(begin: string, size: number): Buffer {
  return Buffer.concat([Buffer.from(begin, 'latin1')], size)
}

/** Stored entries with a byte each, and the directory at the end. */
export function zip(...names: string[]): Buffer {
  const entries: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const name of names) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt32LE(1, 18)
    local.writeUInt32LE(1, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    entries.push(local, Buffer.from(name), Buffer.from('x'))
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + 1
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...entries, ...directory, end])
}

/** A compound file whose folder of streams is its second sector. */
function compound(stream: string): Buffer {
  const file = Buffer.alloc(512 * 4)
  file.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0, 'latin1')
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  for (const [at, name] of ['Root Entry', stream].entries()) {
    const entry = 1024 + at * 128
    file.write(name, entry, 'utf16le')
    file.writeUInt16LE((name.length + 1) * 2, entry + 64)
  }
  return file
}
