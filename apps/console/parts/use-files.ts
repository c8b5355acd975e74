import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { agrees, cleanName, FILE_KINDS, MEGABYTE } from '#domain/files'
import { REFUSALS } from '#domain/refusals'
import { sniff } from '#domain/sniff'
import type { FileLimits, FileView } from '#domain/views'
import { call, get } from '../api/http'
import { newKey } from '../api/intention'
import { uploadFile, uploadTrouble } from '../api/upload'

/** A file somebody chose: on its way, there, or refused. */
export interface Chosen {
  key: string
  name: string
  size: number
  /** 0 to 1 while it is sent. */
  share: number
  trouble?: string
  /** Worth trying once more as it is. */
  again?: boolean
  source?: File
  file?: FileView
}

/** Stands in the form's value for what is not there yet, so that the form is not sent without it. */
const COMING = '0'

export function useFiles(value: string[] | undefined, onChange: ((ids: string[]) => void) | undefined) {
  const [chosen, setChosen] = useState<Chosen[]>([])
  const now = useRef(chosen)
  const stops = useRef(new Map<string, AbortController>())
  const limits = useQuery({
    queryKey: ['files', 'limits'],
    queryFn: ({ signal }) => get<FileLimits>('/files/limits', signal),
    staleTime: 10 * 60_000,
  }).data

  const show = (next: Chosen[]) => {
    now.current = next
    setChosen(next)
  }
  const tell = (next: Chosen[]) => {
    show(next)
    onChange?.(next.map(({ file }) => file?.id ?? COMING))
  }
  const change = (key: string, patch: Partial<Chosen>) =>
    tell(now.current.map((each) => (each.key === key ? { ...each, ...patch } : each)))

  const start = async (key: string, source: File) => {
    const stop = new AbortController()
    stops.current.set(key, stop)
    change(key, { trouble: undefined, again: false, share: 0 })
    try {
      const refused = limits && (await refusedHere(source, limits))
      if (refused) return change(key, { trouble: refused })
      const onProgress = (share: number) =>
        show(now.current.map((each) => (each.key === key ? { ...each, share } : each)))
      change(key, { file: await uploadFile(source, { key, onProgress, signal: stop.signal }), share: 1 })
    } catch (error) {
      if (!stop.signal.aborted) change(key, { trouble: uploadTrouble(error), again: true })
    }
  }
  const add = (files: readonly File[]) => {
    const fresh = files.map((source) => ({ key: newKey(), name: cleanName(source.name), size: source.size, share: 0, source })) // prettier-ignore
    tell([...now.current, ...fresh])
    for (const { key, source } of fresh) void start(key, source)
  }
  const remove = ({ key, file }: Chosen) => {
    stops.current.get(key)?.abort()
    tell(now.current.filter((each) => each.key !== key))
    if (file) void call('DELETE', `/files/${file.id}`).catch(() => undefined)
  }
  const mark = async ({ key, file }: Chosen, identifying: boolean) => {
    if (!file) return
    try {
      change(key, { file: await call<FileView>('PATCH', `/files/${file.id}`, { body: { identifying } }) })
    } catch (error) {
      change(key, { trouble: uploadTrouble(error) })
    }
  }
  const retry = ({ key, source }: Chosen) => source && void start(key, source)

  // A draft brings ids back; a form that was cleared takes them away.
  useEffect(() => {
    const ids = value ?? []
    const known = new Set(now.current.map(({ file }) => file?.id))
    if (!ids.length && now.current.length) return show([])
    const missing = ids.filter((id) => id !== COMING && !known.has(id))
    if (!missing.length && ids.length === now.current.length) return
    void Promise.all(missing.map(uploaded)).then((found) => {
      const there = found.flatMap((file) => (file ? [{ key: file.id, name: file.name, size: file.size, share: 1, file }] : [])) // prettier-ignore
      tell([...now.current.filter(({ key }) => !there.some((each) => each.key === key)), ...there])
    })
  }, [value])

  return { chosen, limits, add, remove, retry, mark }
}

/** Gone, or attached by now: nothing that could be sent again. */
const uploaded = (id: string) =>
  call<FileView>('GET', `/files/${id}`).then(
    (file) => (file.seq === null ? file : null),
    () => null,
  )

/** What the server would say after the whole file was sent, said before. */
async function refusedHere(file: File, { kinds, megabytes }: FileLimits): Promise<string | null> {
  if (file.size === 0) return REFUSALS.fileEmpty.message
  const read = async (offset: number, length: number) =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer())
  const kind = await sniff({ size: file.size, read })
  if (!kind || !kinds.includes(kind)) return REFUSALS.fileKindUnknown.message
  if (!agrees(cleanName(file.name), kind)) return `${REFUSALS.fileKindDiffers.message}实际为${FILE_KINDS[kind].label}。`
  const most = megabytes[FILE_KINDS[kind].group]
  return most && file.size > most * MEGABYTE ? `${REFUSALS.fileTooLarge.message}这类文件最大 ${most} MB。` : null
}
