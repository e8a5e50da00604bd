import { at, control, createSession, send, tokenOf } from './client.ts'
import { expectRejected, expectSame } from './expectSame.ts'
import type { Check, ControlledHost } from './Host.ts'

const HOUR = 3_600_000

/** What only an emulator can do. */
export const controlChecks: readonly Check<ControlledHost>[] = [
  {
    name: 'the controls are closed without the token',
    async run(host) {
      for (const controlToken of ['', 'a-guess']) {
        expectSame((await control({ ...host, controlToken }, 'POST', 'reset')).status, 401)
      }
      expectSame((await control(host, 'POST', 'reset')).status, 200)
    },
  },
  {
    name: 'sessions expire two hours after their last use',
    async run(host) {
      const token = await tokenOf(host, host.person)
      const status = async (): Promise<number> => (await send(host, 'GET', '/session', { token })).status
      await control(host, 'POST', 'clock', { advance: 1.9 * HOUR })
      expectSame(await status(), 200)
      await control(host, 'POST', 'clock', { advance: 1.9 * HOUR })
      expectSame(await status(), 200)
      await control(host, 'POST', 'clock', { advance: 2 * HOUR })
      expectSame(await status(), 401)
    },
  },
  {
    name: 'the clock can be set and skewed, and is in the Date header',
    async run(host) {
      await control(host, 'POST', 'clock', { set: '2031-05-06T07:08:09Z' })
      const { headers } = await createSession(host)
      expectSame(headers.get('Date')?.startsWith('Tue, 06 May 2031 07:08:'), true)
      await control(host, 'POST', 'clock', { skew: -2 * HOUR })
      const { json } = await control(host, 'GET', 'clock')
      expectSame(Math.abs(Number(at(json, 'now')) - Date.now() + 2 * HOUR) < 60_000, true)
    },
  },
  {
    name: 'one session or all can be ended',
    async run(host) {
      const [one, other] = [await tokenOf(host), await tokenOf(host)]
      const statuses = async (): Promise<number[]> => [
        (await send(host, 'GET', '/session', { token: one })).status,
        (await send(host, 'GET', '/session', { token: other })).status,
      ]
      const { json } = await send(host, 'GET', '/session', { token: one })
      await control(host, 'POST', 'expire', { sessionId: at(json, 'session', 'id') })
      expectSame(await statuses(), [401, 200])
      await control(host, 'POST', 'expire')
      expectSame(await statuses(), [401, 401])
    },
  },
  ...(['offline', 'dropAfterCommit', 'reset'] as const).map((kind) => ({
    name: `fault ${kind}: no answer can be read`,
    run: (host: ControlledHost) =>
      withFault(host, { kind, times: 1 }, async () => {
        await expectRejected(createSession(host))
        const { json } = await control(host, 'GET', 'state')
        expectSame([kind, at(json, 'sessions', 'total')], [kind, kind === 'offline' ? 0 : 1])
        expectSame((await createSession(host)).status, 201)
      }),
  })),
  {
    name: 'fault hang: no answer until the caller gives up',
    run: (host) =>
      withFault(host, { kind: 'hang', times: 1 }, async () => {
        const caller = new AbortController()
        const answer = host.fetch(`${host.apiUrl}/session`, { signal: caller.signal }).then(
          () => 'answered',
          (error: unknown) => (error instanceof Error ? error.name : ''),
        )
        await waitFor(async () => at((await control(host, 'GET', 'log')).json, 'log', 0, 'fault') === 'hang')
        caller.abort()
        expectSame(await answer, 'AbortError')
      }),
  },
  {
    name: 'fault delay: the answer, late',
    run: (host) =>
      withFault(host, { kind: 'delay', ms: 60, times: 1 }, async () => {
        const start = performance.now()
        expectSame((await createSession(host)).status, 201)
        expectSame(performance.now() - start >= 55, true)
      }),
  },
  {
    name: 'fault drip: the whole answer, piece by piece',
    run: (host) =>
      withFault(host, { kind: 'drip', ms: 2, bytes: 40, times: 1 }, async () => {
        const { status, json } = await createSession(host)
        expectSame([status, typeof at(json, 'session', 'token')], [201, 'string'])
      }),
  },
  {
    name: 'fault status: any answer, with and without Retry-After',
    async run(host) {
      const fault = { kind: 'status', status: 429, retryAfter: 7, times: 1 }
      await withFault(host, fault, async () => {
        const { status, headers, json } = await createSession(host)
        expectSame([status, headers.get('Retry-After'), at(json, 'errors', 'length')], [429, '7', 1])
      })
      await withFault(host, { kind: 'status', status: 503, body: 'Down', times: 1 }, async () => {
        const { status, headers, text } = await createSession(host)
        expectSame([status, headers.get('Retry-After'), text], [503, null, 'Down'])
      })
    },
  },
  {
    name: 'fault rateLimit: so many in so long',
    run: (host) =>
      withFault(host, { kind: 'rateLimit', requests: 1, perMs: HOUR }, async () => {
        expectSame([(await createSession(host)).status, (await createSession(host)).status], [201, 429])
        await control(host, 'POST', 'clock', { advance: HOUR })
        expectSame((await createSession(host)).status, 201)
      }),
  },
  {
    name: 'faults html200, truncate, errors200: what no client expects',
    async run(host) {
      await withFault(host, { kind: 'html200', times: 1 }, async () => {
        const { status, text } = await createSession(host)
        expectSame([status, text.startsWith('<!doctype html>')], [200, true])
      })
      await withFault(host, { kind: 'truncate', times: 1 }, async () => {
        const { status, text, json } = await createSession(host)
        expectSame([status, text.startsWith('{"session"'), json], [201, true, undefined])
      })
      await withFault(host, { kind: 'errors200', times: 1 }, async () => {
        const { status, json } = await createSession(host)
        expectSame([status, Array.isArray(at(json, 'errors'))], [200, true])
      })
    },
  },
  {
    name: 'fault redirect: a client that takes none is told of a failure',
    run: (host) =>
      withFault(host, { kind: 'redirect', location: '/session', status: 303, times: 2 }, async () => {
        await expectRejected(host.fetch(`${host.apiUrl}/users/v2`, { redirect: 'error' }))
        const followed = await host.fetch(`${host.apiUrl}/users/v2`)
        expectSame(followed.status, 401)
      }),
  },
  {
    name: 'fault noCors: carried out, but not for a page to read',
    run: (host) =>
      withFault(host, { kind: 'noCors', times: 1 }, async () => {
        const answer = createSession(host)
        if (host.minds === 'cors') await expectRejected(answer)
        else expectSame((await answer).headers.get('Access-Control-Allow-Origin'), null)
        const { json } = await control(host, 'GET', 'state')
        expectSame(at(json, 'sessions', 'total'), 1)
      }),
  },
  {
    name: 'fault badPreflight: a browser never sends the request',
    run: (host) =>
      withFault(host, { kind: 'badPreflight', times: 1 }, async () => {
        if (host.minds === 'cors') await expectRejected(createSession(host))
        else {
          const headers = { 'Access-Control-Request-Method': 'POST' }
          const { status } = await host.fetch(`${host.apiUrl}/session`, { method: 'OPTIONS', headers })
          expectSame(status, 403)
        }
        expectSame(at((await control(host, 'GET', 'state')).json, 'sessions', 'total'), 0)
        expectSame((await createSession(host)).status, 201)
      }),
  },
  {
    name: 'faults expire and rejectFreshTokens: sessions that do not last',
    async run(host) {
      const token = await tokenOf(host)
      await withFault(host, { kind: 'expire', path: '/users', times: 1 }, async () => {
        expectSame((await send(host, 'GET', '/session', { token })).status, 200)
        expectSame((await send(host, 'GET', '/users/v2?id=1', { token })).status, 401)
        expectSame((await send(host, 'GET', '/session', { token })).status, 401)
      })
      await withFault(host, { kind: 'rejectFreshTokens' }, async () => {
        expectSame((await send(host, 'GET', '/session', { token: await tokenOf(host) })).status, 401)
      })
    },
  },
  {
    name: 'the journal has every request and no secret',
    async run(host) {
      const token = await tokenOf(host, host.person)
      await send(host, 'GET', '/session', { token })
      const { json, text } = await control(host, 'GET', 'log')
      const log = at(json, 'log')
      expectSame(
        Array.isArray(log)
          ? log.map((entry) => [at(entry, 'method'), at(entry, 'path'), at(entry, 'status')])
          : log,
        [
          ['POST', '/session', 201],
          ['GET', '/session', 200],
        ],
      )
      expectSame(
        [token, host.person.password, host.authKey].filter((secret) => text.includes(secret)),
        [],
      )
      await control(host, 'DELETE', 'log')
      expectSame(at((await control(host, 'GET', 'log')).json, 'log'), [])
    },
  },
  {
    name: 'reset e-mails are in the outbox',
    async run(host) {
      const { json: state } = await control(host, 'GET', 'state')
      const email = String(at(state, 'users', 'shown', 0, 'email'))
      const token = await tokenOf(host)
      expectSame((await send(host, 'POST', '/users/password/reset', { token, body: { email } })).status, 200)
      const { json } = await control(host, 'GET', 'outbox')
      expectSame([at(json, 'mails', 'length'), at(json, 'mails', 0, 'to')], [1, email])
      expectSame(String(at(json, 'mails', 0, 'text')).includes('http'), true)
      await control(host, 'DELETE', 'outbox')
      expectSame(at((await control(host, 'GET', 'outbox')).json, 'mails'), [])
    },
  },
  {
    name: 'the state can be saved, lost and brought back',
    async run(host) {
      const token = await tokenOf(host, host.person)
      const { json: snapshot } = await control(host, 'GET', 'snapshot')
      await control(host, 'POST', 'reset')
      expectSame((await send(host, 'GET', '/session', { token })).status, 401)
      expectSame((await control(host, 'POST', 'restore', Object(snapshot))).status, 200)
      expectSame((await send(host, 'GET', '/session', { token })).status, 200)
    },
  },
]

async function withFault(host: ControlledHost, fault: object, run: () => Promise<void>): Promise<void> {
  expectSame((await control(host, 'POST', 'faults', fault)).status, 200)
  await run()
  await control(host, 'DELETE', 'faults')
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  if (!(await isSo())) await waitFor(isSo)
}
