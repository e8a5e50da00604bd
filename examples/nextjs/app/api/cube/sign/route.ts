import { createSignerHandler, type FetchHandler } from '@cubekit/core/server'
import { serverOptions } from '../../../../cube/serverOptions.ts'

let sign: FetchHandler | undefined

/** Signs application sessions, for `remoteSigner('/api/cube/sign')`. */
export function POST(request: Request): Promise<Response> {
  sign ??= createSignerHandler(serverOptions())
  return sign(request)
}
