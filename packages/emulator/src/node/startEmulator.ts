import { createServer } from 'node:http'
import { assembleEmulator } from '../assembleEmulator.ts'
import type { Emulator } from '../Emulator.ts'
import type { EmulatorOptions } from '../options.ts'
import { openDataFile, type DataFile } from './openDataFile.ts'
import { persistInFile } from './persistInFile.ts'
import { createServe } from './serve.ts'

/** How the emulator's server is set up. */
export interface EmulatorServerOptions extends Omit<EmulatorOptions, 'apiUrl'> {
  /** The port to listen on. Default 0, which picks a free one. */
  readonly port?: number
  /**
   * A file to keep the state in: users, sessions, files and settings are there again after a restart, and after
   * the process was killed. Keys and addresses are not kept. Without it, everything is forgotten.
   */
  readonly data?: string
  /** Starts even where `NODE_ENV` is `production`. Default false. */
  readonly allowProduction?: boolean
  /** How long a client may take to send a request's headers, in milliseconds. Default 5,000. */
  readonly headersTimeoutMs?: number
  /** How long a client may take to send a whole request, in milliseconds. Default 60,000. */
  readonly requestTimeoutMs?: number
}

/** An emulator that is also served over HTTP, on 127.0.0.1. */
export interface EmulatorServer extends Emulator {
  /** Where it listens, such as `http://127.0.0.1:4010`. */
  readonly url: string
  /** The dashboard, a page for people. The control token is in its fragment: whoever has it holds the controls. */
  readonly dashboardUrl: string
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
 * @throws `Error` with code `EADDRINUSE` when the port is taken, and where `NODE_ENV` is
 *   `production`, unless told to: passwords of invented people are no secret. `DataFileError` when `data`
 *   is in use, is something else, or is about other people.
 *
 * @example
 * const emulator = await startEmulator({ users: 100 })
 * ConnectyCube.init({ appId: 1, authKey: emulator.keys.authKey }, { endpoints: { api_url: emulator.url } })
 * await emulator.stop()
 */
export async function startEmulator({
  port = 0,
  data,
  allowProduction = false,
  headersTimeoutMs = 5_000,
  requestTimeoutMs = 60_000,
  ...options
}: EmulatorServerOptions = {}): Promise<EmulatorServer> {
  if (process.env['NODE_ENV'] === 'production' && !allowProduction) {
    throw new Error(
      'The emulator does not start where NODE_ENV is "production", unless told to (--allow-production).',
    )
  }
  const file = data === undefined ? null : openDataFile(data)
  try {
    return await serveEmulator({ ...file?.saved?.options, ...options }, file, {
      port,
      headersTimeoutMs,
      requestTimeoutMs,
    })
  } catch (error) {
    file?.close()
    throw error
  }
}

async function serveEmulator(
  options: EmulatorOptions,
  file: DataFile | null,
  {
    port,
    headersTimeoutMs,
    requestTimeoutMs,
  }: Required<Pick<EmulatorServerOptions, 'port' | 'headersTimeoutMs' | 'requestTimeoutMs'>>,
): Promise<EmulatorServer> {
  const { answer, ...emulator } = assembleEmulator(
    options,
    file === null ? undefined : (state) => persistInFile(file, options, state),
  )
  const stopping = new AbortController()
  const serve = createServe({ answer, controlToken: emulator.controlToken, stopping: stopping.signal })
  const server = createServer(
    {
      headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
      requestTimeout: requestTimeoutMs,
      // How often Node looks for connections that take too long: half a minute, if not told.
      connectionsCheckingInterval: Math.min(1_000, headersTimeoutMs, requestTimeoutMs),
      keepAlive: true,
    },
    (incoming, outgoing) => void serve(incoming, outgoing),
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
    dashboardUrl: `${url}/#${emulator.controlToken}`,
    clientOptions: { ...emulator.clientOptions, apiUrl: url, fetch: (input, init) => fetch(input, init) },
    async stop() {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      stopping.abort(new Error('The emulator was stopped.'))
      server.closeAllConnections()
      await closed
      file?.close()
    },
  }
}
