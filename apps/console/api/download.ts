import { newKey } from './intention'
import { problemFrom } from './problem'

/** Asks for a file and hands it to the browser to keep; what the server refuses is thrown as everywhere. */
export async function download(path: string, body?: object): Promise<void> {
  const headers: Record<string, string> = body
    ? { 'content-type': 'application/json', 'idempotency-key': newKey() }
    : {}
  const response = await fetch(`/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers,
    credentials: 'same-origin',
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw await problemFrom(response)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export'
  link.click()
  URL.revokeObjectURL(link.href)
}
