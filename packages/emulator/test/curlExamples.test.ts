import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { startEmulator, type EmulatorServer } from '../src/node/index.ts'
import { apiOf, at, type Api } from './api.ts'
import recorded from './fixtures/curl-examples.json' with { type: 'json' }

// Each curl example of the documentation, run as it is printed but for host, token and signature, and the
// answer compared with the printed one, key for key.
interface Example {
  readonly title: string
  readonly isSigned: boolean
  readonly command: string
  readonly status: number
  readonly response?: unknown
}
const examples: readonly Example[] = recorded.examples

const authKey = '29WfrNWdvkhmX6V'
const authSecret = 'JbtE3v9KkqZqHXn'

// The people of the examples.
const people = [
  {
    id: 81,
    login: 'john',
    password: '11111111',
    full_name: 'John Smith',
    email: 'johnsmith@domain.com',
    phone: '380665787842',
    custom_data: '',
    avatar: '',
  },
  {
    id: 47592,
    login: 'johnsmith',
    password: '7665727zxc',
    full_name: 'John Smith',
    email: 'johnsmith@gmail.com',
  },
  {
    id: 51941,
    login: 'Dacia',
    password: 'petU4or!',
    full_name: 'Dacia Kail',
    email: 'dacia_k@domain.com',
    phone: '+6110797757',
    external_user_id: 52691165,
    facebook_id: '91234409',
    twitter_id: '83510562734',
  },
  {
    id: 51946,
    login: 'gabby',
    full_name: 'Gabrielle Corcoran',
    email: 'gabrielle.corcoran@domain.com',
    phone: '+6192622155',
    website: 'http://gabby.com',
    facebook_id: '95610574',
    custom_data: 'Responsible for signing documents',
    user_tags: 'vip,accountant',
  },
  {
    id: 51943,
    login: 'ppavalli',
    full_name: 'Pallavi Purushottam',
    email: 'pavallip@domain.com',
    user_tags: 'accountant',
  },
  { id: 51959, login: 'leaver' },
  {
    id: 52671,
    login: 'smithguest18',
    full_name: 'David Smith',
    phone: '5464579797975',
    last_request_at: '2019-12-07T10:21:41Z',
  },
]

/** Keys of a real answer of 2023 that the examples are too old for. */
const younger = new Set(['_id', 'timezone', 'external_id', 'is_guest'])

/** Says where an answer is not in the printed shape: a key too few or too many, or a value of another type. */
function differences(answer: unknown, printed: unknown, path = ''): string[] {
  if (Array.isArray(printed) && Array.isArray(answer)) {
    return answer.flatMap((item, index) => differences(item, printed[0], `${path}[${index}]`))
  }
  if (typeof printed === 'object' && printed !== null && typeof answer === 'object' && answer !== null) {
    const [expected, given] = [Object.keys(printed), Object.keys(answer)]
    return [
      ...expected.filter((key) => !given.includes(key)).map((key) => `${path}.${key} is missing`),
      ...given
        .filter((key) => !expected.includes(key) && !younger.has(key))
        .map((key) => `${path}.${key} is not printed`),
      ...expected
        .filter((key) => given.includes(key))
        .flatMap((key) => differences(at(answer, key), at(printed, key), `${path}.${key}`)),
    ]
  }
  if (printed === null || answer === null || typeof printed === typeof answer) return []
  return [`${path} is a ${typeof answer} and not a ${typeof printed}`]
}

const jsonIn = (command: string): string => /-d '(\{.*\})'/s.exec(command)?.[1] ?? ''
const momentIn = (command: string): number =>
  Number(/"timestamp": "(\d+)"/.exec(command)?.[1] ?? 1_700_000_000) * 1000

/** The signature this example would have with the secret of these tests. */
function signatureOf(command: string): string {
  const { signature: _, user = {}, ...rest } = JSON.parse(jsonIn(command))
  const pairs = [
    ...Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`),
    ...Object.entries(user).map(([name, value]) => `user[${name}]=${String(value)}`),
  ]
  return createHmac('sha1', authSecret).update(pairs.sort().join('&')).digest('hex')
}

/** Whose token an example needs: changes and deletions are for one's own account. */
function callerOf(command: string): string {
  if (command.includes('/users/51943')) return 'ppavalli'
  if (command.includes('-X DELETE') && command.includes('/users/51959')) return 'leaver'
  if (command.includes('-X DELETE') && command.includes('/users/external')) return 'Dacia'
  return command.includes('/session') || command.includes('/login') ? 'johnsmith' : 'gabby'
}

type Run = (command: string) => Promise<{ status: number; body: string }>

/** The real curl, through the shell. */
const realCurl: Run = async (command) => {
  const silent = command.replace(/^curl/, `curl -sS -w '\\n%{http_code}'`)
  const { stdout } = await promisify(execFile)('sh', ['-c', silent])
  const end = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) }
}

/** For machines without curl: sends what it would send. */
const likeCurl: Run = (command) =>
  new Promise((resolve, reject) => {
    const url = /https?:\/\/\S+$/.exec(command)?.[0] ?? ''
    const data = /-d (['"])(.*)\1/s.exec(command)?.[2] ?? ''
    const headers = Object.fromEntries(
      Array.from(command.matchAll(/-H "([^:]+):([^"]*)"/g), ([, name = '', value = '']) => [
        name,
        value.trim(),
      ]),
    )
    if (data !== '') headers['Content-Type'] ??= 'application/x-www-form-urlencoded'
    headers['Content-Length'] = String(Buffer.byteLength(data))
    const method = /-X (\w+)/.exec(command)?.[1] ?? 'GET'
    request(url, { method, headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end(data)
  })

const hasCurl = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
)
const runners: readonly (readonly [string, Run])[] = [
  ['what curl would send', likeCurl],
  ...(hasCurl ? ([['curl itself', realCurl]] as const) : []),
]

let emulator: EmulatorServer
afterEach(() => emulator.stop())

describe.each(runners)('%s', (_, run) => {
  it.each(examples)('$title', async ({ isSigned, command, status, response }) => {
    const isSignUp = command.includes('"login": "Dacia"')
    const isListing = command.includes('order=asc')
    emulator = await startEmulator({
      authKey,
      authSecret,
      signatures: isSigned ? 'require' : 'accept',
      users: people.filter(({ id, login }) =>
        isListing ? [51941, 51943, 51946].includes(id) : !(isSignUp && login === 'Dacia'),
      ),
      clock: { now: () => momentIn(command) },
    })
    const person = emulator.people.find(({ login }) => login === callerOf(command))
    const api = apiOf(emulator)
    // A sign-in is an upgrade of an application session, everything else may need a user.
    const credentials = command.includes('7665727zxc')
      ? {}
      : { user: { login: person?.login, password: person?.password } }
    const token = await sessionToken(api, credentials, isSigned)

    const ready = command
      // Before some addresses the documentation has lost the space that ends the header.
      .replaceAll('"\\\nhttps:', '" \\\nhttps:')
      .replace(/https:\/\/api\.conn?ectycube\.com/, emulator.url)
      .replace('<TOKEN>', token)
      .replace(/"signature": "[^"]*"/, () => `"signature": "${signatureOf(command)}"`)
    const answer = await run(ready)

    expect([answer.status, answer.body.slice(0, 200)]).toEqual([status, expect.any(String)])
    if (response === undefined) return
    if (response === null) {
      expect(answer.body).toBe('')
      return
    }
    const body: unknown = JSON.parse(answer.body)
    expect(differences(body, response)).toEqual([])
    expect(contentOf(body)).toEqual(contentOf(response))
  })
})

async function sessionToken(api: Api, credentials: object, isSigned: boolean): Promise<string> {
  const timestamp = Math.trunc(emulator.clock.now() / 1000)
  const plain = { application_id: 1, auth_key: authKey, nonce: 1, timestamp, ...credentials }
  const signature = signatureOf(`-d '${JSON.stringify(plain)}'`)
  const reply = await api.session(isSigned ? { ...plain, signature } : credentials)
  const token = at(reply.body, 'session', 'token')
  if (typeof token !== 'string') throw new Error('There is no token.')
  return token
}

/** Of an answer, the part that ought to be the same as in print: who is in it, and in which order. */
function contentOf(body: unknown): unknown {
  const items = at(body, 'items')
  if (Array.isArray(items)) {
    const logins = items.map((item) => at(item, 'user', 'login') ?? at(item, 'login'))
    return { logins, total: at(body, 'total_entries'), perPage: at(body, 'per_page') ?? at(body, 'limit') }
  }
  const user = at(body, 'session', 'user') ?? at(body, 'user')
  return ['full_name', 'website', 'facebook_id', 'twitter_id', 'user_tags', 'is_guest'].map((name) => {
    const value = at(user, name) ?? null
    return typeof value === 'string' ? value.trim() : value
  })
}
