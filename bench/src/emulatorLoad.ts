import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { type EmulatorProcess, startProcess } from './emulatorProcess.ts'
import type { Row, Section } from './table.ts'

const few = 1_000
const many = 100_000
const atOnce = 8
const rounds = 5
const requestsPerRound = 400

interface Ask {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  readonly token?: string
}

/** Makes the n-th request to an emulator. */
type Question = (emulator: EmulatorProcess, token: string, count: number) => Ask

const questions: Readonly<Record<string, Question>> = {
  'POST /session, signed, with a login': signedSession,
  'GET /users/v2 by 10 ids': (emulator, token, count) => {
    const ids = Array.from(
      { length: 10 },
      (_, index) => `id[in][]=${personOf(emulator, count * 10 + index).id}`,
    )
    return { method: 'GET', path: `/users/v2?${ids.join('&')}`, token }
  },
  'GET /users/v2 by login': lookUp('login', ({ login }) => login),
  'GET /users/v2 by email': lookUp('email', ({ email }) => email),
  'GET /users/v2 by the beginning of a login': lookUp('login[start_with]', ({ login }) => login),
}

/** What the emulator's server can take, and whether it takes more for a hundred times as many users. */
export async function measureEmulatorLoad(): Promise<readonly Section[]> {
  const [small, large, floor] = [await startProcess(few), await startProcess(many), await startProcess(0)]
  const [smallToken, largeToken] = [await signIn(small), await signIn(large)]
  const rows: Row[] = []
  for (const [what, question] of Object.entries(questions)) {
    const loads = { small: emptyLoad(), large: emptyLoad(), floor: emptyLoad() }
    for (let round = 0; round <= rounds; round++) {
      // In turns, so that a busy machine is busy for all; the first turn warms up and is thrown away.
      const turn = {
        small: await load(small, (count) => question(small, smallToken, round * requestsPerRound + count)),
        large: await load(large, (count) => question(large, largeToken, round * requestsPerRound + count)),
        floor: await load(floor, (count) => question(large, largeToken, round * requestsPerRound + count)),
      }
      if (round > 0) for (const name of ['small', 'large', 'floor'] as const) add(loads[name], turn[name])
    }
    rows.push(...rowsOf(what, loads))
  }
  const after = await large.report()
  for (const emulator of [small, large, floor]) emulator.stop()
  const mb = (value: number): string => `${value.toFixed(0)} MB`
  const startOf = ({ readyMs, startCpuMs }: EmulatorProcess): string =>
    `${(readyMs / 1000).toFixed(2)} s, CPU ${(startCpuMs / 1000).toFixed(2)} s`
  return [
    { title: `The emulator’s server with 100,000 users, ${atOnce} requests at once`, rows },
    {
      title: 'The emulator’s start, from the start of the process until it answers',
      rows: [
        { what: '1,000 users', cubekit: startOf(small), floor: startOf(floor) },
        {
          what: '100,000 users',
          cubekit: startOf(large),
          floor: startOf(floor),
          goal: '3 s',
        },
        { what: 'memory with 1,000 users', cubekit: mb(small.rssMb), floor: mb(floor.rssMb) },
        { what: 'memory with 100,000 users', cubekit: mb(large.rssMb), floor: mb(floor.rssMb) },
        { what: 'memory with 100,000 users, after all requests above', cubekit: mb(after.rssMb) },
      ],
    },
  ]
}

function rowsOf(what: string, { small, large, floor }: Record<'small' | 'large' | 'floor', Load>): Row[] {
  const perSecond = ({ times, wallMs }: Load): number => Math.round((1000 * times.length) / wallMs)
  const cost = ({ cpuMs, times }: Load): number => cpuMs / times.length
  const latency = ({ times }: Load): string => {
    const sorted = times.toSorted((a, b) => a - b)
    const at = (part: number): string => (sorted[Math.floor(part * sorted.length)] ?? Number.NaN).toFixed(1)
    return `${at(0.5)} / ${at(0.99)}`
  }
  return [
    { what: `${what}: requests per second`, cubekit: perSecond(large), floor: perSecond(floor) },
    { what: '– p50 / p99, ms', cubekit: latency(large), floor: latency(floor) },
    { what: '– CPU per request, ms', cubekit: cost(large).toFixed(2), floor: cost(floor).toFixed(2) },
    {
      what: '– CPU per request, compared with 1,000 users',
      cubekit: `${(cost(large) / cost(small)).toFixed(2)} times`,
      goal: '1.5 times at most',
    },
  ]
}

/** What came of many requests. */
interface Load {
  /** How long each took, in milliseconds. */
  readonly times: number[]
  wallMs: number
  /** What the server used. */
  cpuMs: number
}

const emptyLoad = (): Load => ({ times: [], wallMs: 0, cpuMs: 0 })

function add(sum: Load, { times, wallMs, cpuMs }: Load): void {
  sum.times.push(...times)
  sum.wallMs += wallMs
  sum.cpuMs += cpuMs
}

async function load(emulator: EmulatorProcess, ask: (count: number) => Ask): Promise<Load> {
  const times: number[] = []
  let count = 0
  const before = await emulator.report()
  const start = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (count < requestsPerRound) {
        const question = ask(count++)
        const asked = performance.now()
        await send(emulator.url, question)
        times.push(performance.now() - asked)
      }
    }),
  )
  const wallMs = performance.now() - start
  return { times, wallMs, cpuMs: (await emulator.report()).cpuMs - before.cpuMs }
}

const agent = new Agent({ keepAlive: true, maxSockets: atOnce })

/** Plain HTTP, because `fetch` costs the asking side more than the emulator costs the other. */
function send(url: string, { method, path, body, token }: Ask): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(body === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
      ...(token === undefined ? {} : { 'CB-Token': token }),
    }
    const outgoing = request(`${url}${path}`, { method, agent, headers }, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (part: string) => (text += part))
      incoming.on('end', () => {
        const status = incoming.statusCode ?? 0
        if (status < 300) resolve(text)
        else reject(new Error(`${method} ${path} gives ${status}: ${text}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function signIn(emulator: EmulatorProcess): Promise<string> {
  const answer: { session: { token: string } } = JSON.parse(
    await send(emulator.url, signedSession(emulator, '', -1)),
  )
  return answer.session.token
}

function signedSession(emulator: EmulatorProcess, _: string, count: number): Ask {
  const { login, password } = personOf(emulator, Math.abs(count))
  const fields = {
    application_id: 1,
    auth_key: emulator.keys.authKey,
    nonce: nonce++,
    timestamp: Math.floor(Date.now() / 1000),
  }
  const signed = { ...fields, 'user[login]': login, 'user[password]': password }
  const text = Object.entries(signed)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')
  const signature = createHmac('sha1', emulator.keys.authSecret).update(text).digest('hex')
  return {
    method: 'POST',
    path: '/session',
    body: JSON.stringify({ ...fields, user: { login, password }, signature }),
  }
}
let nonce = 1

function lookUp(name: string, valueOf: (person: Person) => string): Question {
  return (emulator, token, count) => ({
    method: 'GET',
    path: `/users/v2?${name}=${encodeURIComponent(valueOf(personOf(emulator, count)))}`,
    token,
  })
}

type Person = EmulatorProcess['people'][number]

function personOf({ people }: EmulatorProcess, index: number): Person {
  const person = people[index % people.length]
  if (person === undefined) throw new Error('There is nobody.')
  return person
}
