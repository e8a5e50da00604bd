import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { at, setUp, tokenIn } from '../test/api.ts'
import { createEmulator } from './index.ts'

describe('faults', () => {
  it('offline: rejects like a fetch without a network, and nothing arrives', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'offline' })
    await expect(api.session()).rejects.toThrow(TypeError)
    expect(emulator.db.sessions.list()).toEqual([])
    expect(emulator.log).toMatchObject([
      { path: '/session', status: null, fault: 'offline', requestBody: null },
    ])
  })

  it('hang: gives no answer until the caller gives up', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'hang' })
    const caller = new AbortController()
    const answer = emulator.fetch('/session', { signal: caller.signal })
    caller.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
    expect(emulator.log).toMatchObject([{ status: null, fault: 'hang' }])
  })

  it('html200: answers with a page', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'html200' })
    const response = await emulator.fetch('/users/v2?id=1')
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })

  it('truncate: cuts the real answer off', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'truncate' })
    await expect(api.session()).rejects.toThrow(SyntaxError)
    expect(emulator.db.sessions.list()).toHaveLength(1)
  })

  it('errors200: puts errors into a success', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'errors200', times: 1 })
    const { status, body } = await api.session()
    expect([status, at(body, 'errors', 0)]).toEqual([
      200,
      expect.stringContaining('Unauthorized on remote side'),
    ])
    emulator.faults.add({ kind: 'errors200', body: { errors: { base: ['mine'] } } })
    expect((await api.session()).body).toEqual({ errors: { base: ['mine'] } })
  })

  it('status: answers as ordered, with and without Retry-After', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'status', status: 429, retryAfter: 3, times: 1 })
    emulator.faults.add({ kind: 'status', status: 429, times: 1 })
    emulator.faults.add({ kind: 'status', status: 502, body: '<html>Bad gateway</html>', times: 1 })
    emulator.faults.add({ kind: 'status', status: 503, times: 1 })
    const replies = [await api.session(), await api.session(), await api.session(), await api.session()]
    expect(replies.map(({ status, headers, body }) => [status, headers.get('Retry-After'), body])).toEqual([
      [429, '3', { errors: ['Too Many Requests'] }],
      [429, null, { errors: ['Too Many Requests'] }],
      [502, null, '<html>Bad gateway</html>'],
      [503, null, { errors: ['Internal Server Error'] }],
    ])
    expect(replies.map(({ headers }) => headers.get('Access-Control-Expose-Headers'))).toEqual([
      'CB-Token-ExpirationDate, Date, Retry-After',
      ...Array.from({ length: 3 }, () => 'CB-Token-ExpirationDate, Date'),
    ])
    for (const { headers } of replies) {
      expect(headers.get('Date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT')
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
    }
    expect((await api.session()).status).toBe(201)
  })

  it('rejectFreshTokens: refuses sessions made from then on, and only those', async () => {
    const { emulator, api } = setUp()
    const old = await api.appToken()
    const recover = emulator.faults.add({ kind: 'rejectFreshTokens' })
    const fresh = tokenIn(await api.session())
    const refused = await api.get('/session', fresh)
    expect([refused.status, refused.body]).toEqual([
      401,
      { errors: { base: ['Required session does not exist'] } },
    ])
    expect(emulator.log.at(-1)).toMatchObject({ status: 401, fault: 'rejectFreshTokens' })
    expect((await api.get('/session', old)).status).toBe(200)
    recover()
    expect((await api.get('/session', fresh)).status).toBe(200)
  })

  it('rejectFreshTokens: as often as ordered', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'rejectFreshTokens', times: 2 })
    const token = await api.appToken()
    const statuses = [
      await api.get('/session', token),
      await api.get('/session', token),
      await api.get('/session', token),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 200])
  })

  it('dropAfterCommit: carries the request out and loses the answer', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'dropAfterCommit', method: 'post', times: 1 })
    await expect(api.session({ user: { login: 'newcomer', password: 'password' } })).rejects.toThrow(
      TypeError,
    )
    expect(emulator.db.users.findByLogin('newcomer')).toBeDefined()
  })

  it('reset: the answer begins, and breaks off', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'reset', times: 1 })
    const body = JSON.stringify({ application_id: 1, auth_key: emulator.keys.authKey })
    const response = await emulator.fetch('/session', { method: 'POST', body })
    expect(response.status).toBe(201)
    const reader = response.body!.getReader()
    const { value: half } = await reader.read()
    expect(half!.length).toBe(Math.ceil(Number(response.headers.get('Content-Length')) / 2))
    await expect(reader.read()).rejects.toThrow(TypeError)
    expect(emulator.db.sessions.list()).toHaveLength(1)
    expect((await api.session()).status).toBe(201)
  })

  it('redirect: elsewhere, where a client that follows none is told of a failure', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'redirect', location: 'https://portal.example/', times: 2 })
    emulator.faults.add({ kind: 'redirect', location: '/session', status: 307 })
    const response = await emulator.fetch('/users/v2')
    expect([response.status, response.headers.get('Location')]).toEqual([302, 'https://portal.example/'])
    await expect(emulator.fetch('/users/v2', { redirect: 'error' })).rejects.toThrow(TypeError)
    expect((await emulator.fetch('/users/v2', { redirect: 'manual' })).status).toBe(307)
  })

  it('noCors: carried out, but a page is not shown the answer', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'noCors', times: 1 })
    await expect(api.session()).rejects.toThrow(TypeError)
    expect(emulator.db.sessions.list()).toHaveLength(1)
    expect(emulator.log).toMatchObject([{ status: 201, fault: 'noCors' }])
  })

  it('badPreflight: what needs a preflight is never sent, the rest is', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'badPreflight', method: 'POST', path: '/session', times: 2 })
    await expect(api.session()).rejects.toThrow(TypeError)
    await expect(emulator.fetch('/session', { method: 'POST', headers: { 'CB-SDK': 'x' } })).rejects.toThrow(
      TypeError,
    )
    expect(emulator.log).toEqual([])
    expect((await api.session()).status).toBe(201)
    emulator.faults.add({ kind: 'badPreflight' })
    const simple = { method: 'POST', body: new URLSearchParams({ application_id: '1' }) }
    expect((await emulator.fetch('/session', simple)).status).toBe(422)
    await expect(emulator.fetch('/session', { method: 'DELETE' })).rejects.toThrow(TypeError)
  })

  it('expire: the session is over as soon as it is used', async () => {
    const { emulator, api } = setUp()
    const [token, other] = [await api.userToken(), await api.userToken()]
    emulator.faults.add({ kind: 'expire', path: '/users', times: 1 })
    expect((await api.get('/session', token)).status).toBe(200)
    expect((await api.get('/users/1000001', token)).status).toBe(401)
    expect((await api.get('/session', token)).status).toBe(401)
    expect((await api.get('/users/1000001', other)).status).toBe(200)
  })

  it('rateLimit: so many per window of the emulator’s time, and how long to wait', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'rateLimit', requests: 2, perMs: 10_000, path: '/session' })
    const attempt = async (): Promise<readonly [number, string | null]> => {
      const { status, headers } = await api.session()
      return [status, headers.get('Retry-After')]
    }
    expect([await attempt(), await attempt(), await attempt()]).toEqual([
      [201, null],
      [201, null],
      [429, '10'],
    ])
    emulator.clock.advance(9_001)
    expect(await attempt()).toEqual([429, '1'])
    emulator.clock.advance(999)
    expect(await attempt()).toEqual([201, null])
    expect((await emulator.fetch('/users/v2')).status).toBe(401)
  })

  it('rateLimit: without Retry-After, and as often as ordered', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'rateLimit', requests: 0, perMs: 1000, retryAfter: false, times: 2 })
    const replies = [await api.session(), await api.session(), await api.session()]
    expect(replies.map(({ status, headers }) => [status, headers.get('Retry-After')])).toEqual([
      [429, null],
      [429, null],
      [201, null],
    ])
  })

  it('status: an answer that may have no body has none', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'status', status: 204 })
    const response = await emulator.fetch('/session')
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it('hit the requests they are meant for', async () => {
    const { emulator, api } = setUp()
    const token = await api.userToken()
    emulator.faults.add({ kind: 'status', status: 500, path: '/users', method: 'GET' })
    emulator.faults.add({ kind: 'status', status: 503, path: '/session/', method: 'DELETE' })
    expect((await api.get('/users/v2.json?id=1', token)).status).toBe(500)
    expect((await api.get('/users/1000001', token)).status).toBe(500)
    expect((await api.get('/usersets', token)).status).toBe(404)
    expect((await api.post('/users', {}, token)).status).toBe(422)
    expect((await api.get('/session', token)).status).toBe(200)
    expect((await api.delete('/session.json', token)).status).toBe(503)
  })

  it('leave CORS preflights alone unless these are meant', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'status', status: 500, times: 1 })
    expect((await emulator.fetch('/session', { method: 'OPTIONS' })).status).toBe(204)
    emulator.faults.add({ kind: 'status', status: 403, method: 'OPTIONS' })
    expect((await emulator.fetch('/session', { method: 'OPTIONS' })).status).toBe(403)
    expect((await emulator.fetch('/session')).status).toBe(500)
  })

  it('can be listed, taken back one by one, and cleared', async () => {
    const { emulator, api } = setUp()
    const takeBack = emulator.faults.add({ kind: 'offline', times: 2 })
    emulator.faults.add({ kind: 'hang', path: '/nowhere' })
    emulator.faults.add({ kind: 'html200', times: 0 })
    expect(emulator.faults.list()).toEqual([
      { kind: 'offline', times: 2 },
      { kind: 'hang', path: '/nowhere' },
    ])
    takeBack()
    takeBack()
    expect(emulator.faults.list()).toHaveLength(1)
    emulator.faults.clear()
    expect(emulator.faults.list()).toEqual([])
    expect((await api.session()).status).toBe(201)
  })
})

describe('waiting', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('delay: the real answer, late; delays add up and go before what else happens', async () => {
    const { emulator, api } = setUp()
    emulator.faults.add({ kind: 'delay', ms: 1000 })
    emulator.faults.add({ kind: 'status', status: 500, times: 1 })
    emulator.faults.add({ kind: 'delay', ms: 500 })
    const settled = vi.fn()
    const answer = api.session().then((reply) => (settled(), reply))
    await vi.advanceTimersByTimeAsync(1499)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect((await answer).status).toBe(500)
    expect(emulator.log).toMatchObject([{ status: 500, fault: 'status' }])
  })

  it('drip: the real answer, a few bytes at a time, until the caller gives up', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'drip', ms: 100, bytes: 10 })
    const caller = new AbortController()
    const { body, headers } = await emulator.fetch('/session', { signal: caller.signal })
    expect(headers.get('Content-Length')).toBe('32')
    const reader = body!.getReader()
    const pieces: string[] = []
    for (let piece = 0; piece < 3; piece++) {
      const arrived = vi.fn()
      const next = reader.read().finally(arrived)
      await vi.advanceTimersByTimeAsync(99)
      expect(arrived).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(1)
      pieces.push(new TextDecoder().decode((await next).value))
    }
    expect(pieces.join('')).toBe('{"errors":["Token is required"')
    const last = expect(reader.read()).rejects.toThrow('enough')
    caller.abort(new Error('enough'))
    await last
    expect(vi.getTimerCount()).toBe(0)
  })

  it('latencyMs: before every answer, and not after the caller gave up', async () => {
    const emulator = createEmulator({ latencyMs: 300 })
    const caller = new AbortController()
    const first = emulator.fetch('/session')
    const second = emulator.fetch('/session', { signal: caller.signal })
    const refused = expect(second).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(2)
    caller.abort(new Error('enough'))
    await refused
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(300)
    expect((await first).status).toBe(401)
  })
})
