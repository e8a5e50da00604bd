import { CubeError } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'
import type { RateLimit } from './rateLimiter.ts'

/**
 * Decides who gets an answer, from what your server knows of the caller: its own cookie session, a bearer token.
 *
 * A text names the caller, and their requests are counted together; `true` lets them pass without a name;
 * `false` refuses them. It must not read the request's body.
 */
export type Authorize = (request: Request) => boolean | string | Promise<boolean | string>

/** What `createSignerHandler` and `createSessionBroker` need to know. */
export interface ServerOptions {
  /** The application's id, from its page in the ConnectyCube dashboard. */
  readonly appId: number
  /** The application's authorization key. */
  readonly authKey: string | undefined
  /** The application's authorization secret. It never leaves this process. */
  readonly authSecret: string | undefined
  /**
   * The origins of the pages that may ask, as browsers write them: `https://app.example`, your own among them.
   */
  readonly origins: readonly string[]
  /** Decides who gets an answer. Without it there is none in production. */
  readonly authorize?: Authorize | undefined
  /** How often one caller may ask. */
  readonly rateLimit?: RateLimit | undefined
  /**
   * Whether callers that send no `Origin` are answered too: native apps do not, and neither do other servers.
   * Then `authorize` alone protects you. Default `false`.
   */
  readonly nativeApps?: boolean | undefined
  /**
   * Is told of what goes wrong here: what `authorize` throws, and the `CubeError` when ConnectyCube refuses the
   * application. Callers are told a status, and nothing is logged.
   */
  readonly onError?: ((error: unknown) => void) | undefined
  /** This server's time, ms since 1970; default `Date.now`. For tests. */
  readonly now?: (() => number) | undefined
}

/** The options, checked. */
export interface CheckedOptions extends ServerOptions {
  readonly authKey: string
  readonly authSecret: string
  readonly authorize: Authorize
  readonly onError: (error: unknown) => void
  readonly now: () => number
}

/**
 * Checks the options when the server starts, and not when the first person comes.
 *
 * @throws CubeError `invalid-argument`, with a sentence that says what to do.
 */
export function checkOptions(maker: string, options: ServerOptions): CheckedOptions {
  const { appId, authKey, authSecret, origins } = options
  const refuse = (sentence: string): never => {
    throw new CubeError('invalid-argument', { message: `${maker}: ${sentence}` })
  }
  if (!Number.isSafeInteger(appId) || appId <= 0) refuse('appId must be a positive whole number.')
  for (const [name, key] of Object.entries({ authKey, authSecret })) {
    if (typeof key !== 'string' || key === '')
      refuse(`${name} is missing. Is its environment variable set where this server runs?`)
  }
  // Between the values that are signed stands an &.
  if (/[&\s]/.test(authKey ?? '')) refuse('authKey holds a character that no key has.')
  if (!Array.isArray(origins)) refuse('origins must list the origins of your pages.')
  for (const origin of origins) {
    if (!isOrigin(origin))
      refuse(`origins must be exact, such as 'https://app.example', without a path or slash: ${origin}`)
  }
  const { perMinute = 1, burst = 1, callers = 1 } = options.rateLimit ?? {}
  for (const [name, number] of Object.entries({ perMinute, burst, callers }))
    // NaN, from a variable that is not set, would let everybody pass.
    if (!(number > 0)) refuse(`rateLimit.${name} must be a number above 0.`)
  return {
    ...options,
    authKey: authKey ?? '',
    authSecret: authSecret ?? '',
    authorize: options.authorize ?? letEverybodyPass(maker, refuse),
    onError: options.onError ?? (() => {}),
    now: options.now ?? Date.now,
  }
}

function isOrigin(text: string): boolean {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text
  } catch {
    return false
  }
}

let hasWarned = false

function letEverybodyPass(maker: string, refuse: (sentence: string) => never): Authorize {
  if (!isDevelopment()) {
    refuse(
      'authorize is missing, so that anybody could use it. Pass a function that looks the caller up in your ' +
        'own session and returns the id of its user, or false. (While you build, NODE_ENV=development allows ' +
        'to leave it out.)',
    )
  }
  if (!hasWarned) {
    hasWarned = true
    // oxlint-disable-next-line no-console -- the one thing a developer must not overlook
    console.warn(
      `Cubekit: ${maker} has no \`authorize\` and answers everybody. It will refuse to start in production.`,
    )
  }
  return () => true
}

/** Says once why a page is refused, while its developer looks for the reason. */
export function warnOfForeignPages(): (origin: string | null) => void {
  let hasWarned = stageOfServer() !== 'development'
  return (origin) => {
    if (hasWarned) return
    hasWarned = true
    // oxlint-disable-next-line no-console -- in development alone
    console.warn(
      `Cubekit: refused a request of the origin ${JSON.stringify(origin)}, which is not in \`origins\`.`,
    )
  }
}

/** Servers that say nothing of themselves are taken for production. */
function isDevelopment(): boolean {
  const stage = stageOfServer()
  return stage === 'development' || stage === 'test'
}

function stageOfServer(): unknown {
  const process: unknown = Reflect.get(globalThis, 'process')
  const environment = isFields(process) ? process['env'] : undefined
  return isFields(environment) ? environment['NODE_ENV'] : undefined
}
