import { askIdentityProvider, type IdentityProvider } from '../providers/askIdentityProvider.ts'
import { verifyFirebaseToken } from '../providers/verifyFirebaseToken.ts'
import type { EmulatorOptions } from '../options.ts'
import { FlagError } from './FlagError.ts'

type Text = { readonly type: 'string' }
type Switch = { readonly type: 'boolean' }

interface SettingFlags {
  readonly signatures: Text
  readonly 'no-auto-create-users': Switch
  readonly 'no-v1-listing': Switch
  readonly 'no-reset-by-email': Switch
  readonly 'newest-session-only': Switch
  readonly 'session-limit': Text
  readonly 'firebase-project': Text
  readonly 'cidp-url': Text
  readonly 'cidp-request': Text
  readonly 'cidp-response': Text
}

/** The flags for an application's settings, as `parseArgs` takes them. */
export const settingFlags: SettingFlags = {
  signatures: { type: 'string' },
  'no-auto-create-users': { type: 'boolean' },
  'no-v1-listing': { type: 'boolean' },
  'no-reset-by-email': { type: 'boolean' },
  'newest-session-only': { type: 'boolean' },
  'session-limit': { type: 'string' },
  'firebase-project': { type: 'string' },
  'cidp-url': { type: 'string' },
  'cidp-request': { type: 'string' },
  'cidp-response': { type: 'string' },
}

/** What they explain in `--help`. */
export const settingUsage: string = `  --signatures <which>     require, accept (default) or ignore signatures of sessions
  --no-auto-create-users   A session for an unknown login is refused
  --no-v1-listing          GET /users (V1) is forbidden
  --no-reset-by-email      Password reset by e-mail is off
  --newest-session-only    A sign-in ends the user's other sessions
  --session-limit <number> How many sessions a user can have
  --firebase-project <id>  Take tokens of the Firebase Auth emulator for this project
  --cidp-url <url>         Have an identity provider of your own decide about sign-ins
  --cidp-request <json>    What it is asked with     (default {"token":"#{login}"})
  --cidp-response <json>   Where its answer has what (default {"uid":"#{user.id}"})`

/** The values of the flags that were given. */
export type SettingValues = {
  readonly [Name in keyof SettingFlags]?: (SettingFlags[Name] extends Text ? string : boolean) | undefined
}

/**
 * Turns flags into options; those that were not given stay out.
 *
 * @throws {@link FlagError} for a value that makes no sense.
 */
export function readSettings(values: SettingValues): EmulatorOptions {
  const { signatures, 'session-limit': limit, 'firebase-project': project } = values
  const firebase =
    project === undefined ? undefined : verifyFirebaseToken({ projectId: project, keys: 'unsigned' })
  const cidp = readProvider(values)
  return {
    ...(signatures === undefined ? {} : { signatures: readSignatures(signatures) }),
    ...(values['no-auto-create-users'] ? { autoCreateUsers: false } : {}),
    ...(values['no-v1-listing'] ? { v1Listing: false } : {}),
    ...(values['no-reset-by-email'] ? { resetByEmail: false } : {}),
    ...(values['newest-session-only'] ? { newestSessionOnly: true } : {}),
    ...(limit === undefined ? {} : { sessionLimit: readLimit(limit) }),
    ...(firebase === undefined ? {} : { providers: { firebase_phone: firebase, firebase_email: firebase } }),
    ...(cidp === null ? {} : { cidp: askIdentityProvider(cidp) }),
  }
}

function readSignatures(text: string): NonNullable<EmulatorOptions['signatures']> {
  if (text === 'require' || text === 'accept' || text === 'ignore') return text
  throw new FlagError(`--signatures must be require, accept or ignore, not "${text}".`)
}

function readLimit(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new FlagError(`--session-limit must be a whole number, 1 or more, not "${text}".`)
}

function readProvider({
  'cidp-url': url,
  'cidp-request': request,
  'cidp-response': response,
}: SettingValues): IdentityProvider | null {
  if (url === undefined) {
    if (request !== undefined || response !== undefined) throw new FlagError('--cidp-url is missing.')
    return null
  }
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new FlagError(`--cidp-url must be an address such as http://127.0.0.1:3000/verify, not "${url}".`)
  return {
    url,
    ...(request === undefined ? {} : { requestParams: readTexts('cidp-request', request) }),
    ...(response === undefined ? {} : { responseParams: readTexts('cidp-response', response) }),
  }
}

function readTexts(flag: string, text: string): Record<string, string> {
  const wanted = new FlagError(`--${flag} must be a JSON object of texts, such as {"uid":"#{user.id}"}.`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw wanted
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw wanted
  return Object.fromEntries(
    Object.entries(json).map(([name, value]): [string, string] => {
      if (typeof value !== 'string') throw wanted
      return [name, value]
    }),
  )
}
