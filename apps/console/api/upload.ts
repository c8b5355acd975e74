import type { FileView } from '#domain/views'
import { ApiProblem, isCode, offline, wordsOf } from './problem'
import { signInAgain } from './session'
import { withQuery } from './http'

export interface Uploading {
  /** One per file the person chose: sent again on every retry, so that it is uploaded once. */
  key: string
  onProgress: (share: number) => void
  signal: AbortSignal
}

const ATTEMPTS = 4

/** Sends one file as it is, and again by itself when the line breaks or the session has ended. */
export async function uploadFile(file: File, how: Uploading): Promise<FileView> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(file, how)
    } catch (error) {
      if (how.signal.aborted || attempt === ATTEMPTS) throw error
      if (isCode(error, 'signInNeeded')) await signInAgain()
      else if (isCode(error, 'offline', 'busy', 'tooMany', 'fileCut')) await pause(attempt)
      else throw error
    }
  }
}

/** Not by fetch, which does not tell how far it is. */
function once(file: File, { key, onProgress, signal }: Uploading): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${withQuery('/files', { name: file.name })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('idempotency-key', key)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onerror = () => reject(offline())
    request.onabort = () => reject(offline())
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status < 300 && body) resolve(body as FileView)
      else reject(body ? new ApiProblem(request.status, body as ApiProblem['problem']) : offline())
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const pause = (attempt: number) => new Promise((resume) => setTimeout(resume, 1000 * 2 ** (attempt - 1)))

/** In words, with what the server found or allows. */
export function uploadTrouble(error: unknown): string {
  const detail = error instanceof ApiProblem ? (error.problem.detail as { megabytes?: number; found?: string }) : null
  if (detail?.megabytes) return `${wordsOf(error)}这类文件最大 ${detail.megabytes} MB。`
  return detail?.found ? `${wordsOf(error)}实际为${detail.found}。` : wordsOf(error)
}
