import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'
import { problemFromStatus, Refused, Unreachable } from '../../../lib/problem'

const PATH = '/api/v1/brand'

export interface Brand {
  site_title: string | null
  accent: string | null
  mail_footer: string | null
  /** Where the picture is. */
  logo: string | null
}

export const brandQuery = queryOptions({ queryKey: ['brand'], queryFn: () => call<Brand>(PATH) })
export const changeBrand = (body: Partial<Omit<Brand, 'logo'>>) =>
  call<Brand>(PATH, { method: 'PATCH', body })
export const removeLogo = () => call<Brand>(`${PATH}/logo`, { method: 'DELETE' })

/** A picture goes as it is, and not as JSON. */
export async function setLogo(picture: Blob): Promise<Brand> {
  const init = { method: 'POST', body: picture, headers: { 'content-type': 'image/png' } }
  const response = await fetch(`${PATH}/logo`, init).catch(() => {
    throw new Unreachable('The server could not be reached.')
  })
  if (response.ok) return (await response.json()) as Brand
  const problem = problemFromStatus(response.status, response.headers.get('x-request-id') ?? '')
  throw new Refused({ ...problem, ...(await response.json().catch(() => ({}))) })
}
