import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createEmulator } from '../createEmulator.ts'
import type { Emulator } from '../Emulator.ts'
import type { EmulatorOptions } from '../options.ts'
import type { ApiRefusal } from '../rules/ApiError.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { bodyLimit } from '../routes/bodyLimit.ts'
import { isLocalHost, readWhole, toRequest, writeResponse } from './http.ts'

/** How the emulator's server is set up. */
export interface EmulatorServerOptions extends Omit<EmulatorOptions, 'apiUrl'> {
  /** The port to listen on. Default 0, which picks a free one. */
  readonly port?: number
}

/** An emulator that is also served over HTTP, on 127.0.0.1. */
export interface EmulatorServer extends Emulator {
  /** Where it listens, such as `http://127.0.0.1:4010`. */
  readonly url: string
  /** Closes the port and every connection; requests that hang are let go. */
  stop(): Promise<void>
}

/**
 * Makes an emulator and serves it over HTTP, on 127.0.0.1 only.
 *
 * `clientOptions` go over the wire; `emulator.fetch` still answers within the process. A fault that
 * cuts the network destroys the socket.
 *
 * @param options - See {@link EmulatorServerOptions}.
 * @returns The running emulator; call `stop()` when done.
 * @throws `Error` with code `EADDRINUSE` when the port is taken, and whenever `NODE_ENV` is
 *   `production`: passwords of invented people are no secret.
 *
 * @example
 * const emulator = await startEmulator({ users: 100 })
 * ConnectyCube.init({ appId: 1, authKey: emulator.keys.authKey }, { endpoints: { api_url: emulator.url } })
 * await emulator.stop()
 */
export async function startEmulator({
  port = 0,
  ...options
}: EmulatorServerOptions = {}): Promise<EmulatorServer> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The emulator does not start where NODE_ENV is "production".')
  }
  const emulator = createEmulator(options)
  const stopping = new AbortController()
  const server = createServer(
    { headersTimeout: 5_000, requestTimeout: 10_000, keepAlive: true },
    (incoming, outgoing) => {
      void serve(emulator, stopping.signal, incoming, outgoing)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const url = `http://127.0.0.1:${address.port}`

  return {
    ...emulator,
    url,
    clientOptions: { ...emulator.clientOptions, apiUrl: url, fetch: (input, init) => fetch(input, init) },
    async stop() {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      stopping.abort(new Error('The emulator was stopped.'))
      server.closeAllConnections()
      await closed
    },
  }
}

async function serve(
  emulator: Emulator,
  stopping: AbortSignal,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort(new Error('The client has gone.')))
  try {
    const { host } = incoming.headers
    if (host === undefined || !isLocalHost(host)) return await refuse(outgoing, unobservedErrors.foreignHost)
    const limit = bodyLimit(incoming.method ?? '', incoming.url ?? '')
    const body = await readWhole(incoming, limit.bytes)
    if (body === null) return await writeResponse(outgoing, limit.refuse())
    const request = toRequest(incoming, body, `http://${host}`)
    const response = await emulator.fetch(request, { signal: AbortSignal.any([gone.signal, stopping]) })
    await writeResponse(outgoing, response)
  } catch {
    // No answer is what a fault asked for, or nobody is there to read it.
    incoming.socket.destroy()
  }
}

function refuse(outgoing: ServerResponse, { status, body }: ApiRefusal): Promise<void> {
  return writeResponse(outgoing, Response.json(body, { status, headers: { Connection: 'close' } }))
}
