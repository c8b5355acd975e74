import fc from 'fast-check'
import { SAMPLE_FILES, zip } from '../../test/world/file-bytes'
import { agrees, cleanName, endingOf, FILE_KINDS, type FileKind, LONGEST_NAME } from './files'
import { couldBe, inMemory, sniff } from './sniff'
import { keysOf } from './words'

const KINDS = keysOf(FILE_KINDS)
const of = (bytes: Buffer) => sniff(inMemory(bytes))

test.each(KINDS)('%s is told by its content', async (kind) => {
  expect(await of(SAMPLE_FILES[kind])).toBe(kind)
  expect(await couldBe(SAMPLE_FILES[kind].subarray(0, 64))).toBe(true)
})

test.each([
  ['a page', '<!DOCTYPE html><script>alert(1)</script>'],
  ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a page after spaces', '   \n<html>'],
  ['a program', 'MZ\x90\0\x03'],
  ['a program of another system', '\x7fELF\x02\x01\x01'],
  ['a script', '#!/bin/sh\nrm -rf /'],
  ['nothing', ''],
  ['words', 'GIF of a cat'],
])('%s is nothing that is taken', async (_what, content) => {
  expect(await of(Buffer.from(content, 'latin1'))).toBeNull()
})

test('a document with macros, and a mere archive, are not taken', async () => {
  expect(await of(zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'))).toBeNull()
  expect(await of(zip('evil.exe', 'readme.txt'))).toBeNull()
  expect(await of(zip('word/document.xml'))).toBeNull()
})

test('what follows a directory that lies is no reason to fail', async () => {
  const cut = fc.record({ kind: fc.constantFrom(...KINDS), to: fc.double({ min: 0, max: 1, noNaN: true }) })
  await fc.assert(
    fc.asyncProperty(cut, async ({ kind, to }) => {
      const bytes = SAMPLE_FILES[kind]
      const found = await of(bytes.subarray(0, Math.floor(bytes.length * to)))
      expect([kind, null, ...(kind === 'mp3' ? ['mp3'] : [])]).toContain(found)
    }),
  )
})

test('any bytes at all are answered, and a name is never believed', async () => {
  const name = fc.tuple(fc.string(), fc.constantFrom(...KINDS)).map(([stem, kind]) => ({
    name: `${stem}.${FILE_KINDS[kind].endings[0]}`,
    kind,
  }))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), name, async (bytes, { name, kind }) => {
      const found = await of(Buffer.from(bytes))
      if (found && found !== kind) expect(agrees(name, found)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('every ending belongs to one kind', () => {
  const all = KINDS.flatMap((kind: FileKind) => FILE_KINDS[kind].endings)
  expect(new Set(all).size).toBe(all.length)
})

test('names carry no folder, no control and no turned direction', () => {
  expect(cleanName('../../etc/现场照片.JPG')).toBe('现场照片.JPG')
  expect(cleanName('C:\\Users\\me\\a.pdf')).toBe('a.pdf')
  expect(cleanName('a\u202Egpj.exe\r\n.png')).toBe('agpj.exe.png')
  expect(cleanName('..')).toBe('')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const name = cleanName(raw)
      expect([...name].length).toBeLessThanOrEqual(Math.max(LONGEST_NAME, endingOf(name).length + 1))
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}"/\\]/u)
      expect(cleanName(name)).toBe(name)
    }),
  )
})
