import { createSessionBroker, type FetchHandler } from '@cubekit/core/server'
import { serverOptions } from '../../../../cube/serverOptions.ts'

let open: FetchHandler | undefined

/** Makes guests, whom a signer cannot make. */
export function POST(request: Request): Promise<Response> {
  open ??= createSessionBroker(serverOptions())
  return open(request)
}
