import type { Id, Problem } from '@baton/api'
import { problemFromStatus, Refused, Unreachable } from '../../lib/problem'

/** As the server takes them. */
export const ACCEPT = '.md,.markdown,.html,.htm,.txt'
const LARGEST = 5 * 1024 * 1024

export type Unfit = 'tooLarge' | 'wrongType'

/** Why a file cannot be uploaded; null: it can. */
export function unfit(file: { name: string; size: number }): Unfit | null {
  const fits = ACCEPT.split(',').some((extension) => file.name.toLowerCase().endsWith(extension))
  if (!fits) return 'wrongType'
  return file.size > LARGEST ? 'tooLarge' : null
}

/** Sends files and reports the share that is on its way, 0 to 1. `fetch` cannot tell how far an upload is. */
export function upload(assistant: Id, files: File[], onProgress: (share: number) => void): Promise<void> {
  const form = new FormData()
  form.set('assistant_id', assistant)
  for (const file of files) form.append('file', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/knowledge/files')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => (request.status < 300 ? resolve() : reject(new Refused(readProblem(request))))
    request.onerror = () => reject(new Unreachable('The upload did not get through.'))
    request.send(form)
  })
}

function readProblem(request: XMLHttpRequest): Problem {
  const problem = problemFromStatus(request.status, request.getResponseHeader('x-request-id') ?? '')
  try {
    return { ...problem, ...(JSON.parse(request.responseText) as Partial<Problem>) }
  } catch {
    return problem
  }
}
