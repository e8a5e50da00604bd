import { createStage, errorOf, type Stage } from '@cubekit/testing'
import { type Fault, observedErrors } from '@cubekit/emulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { login, prepareLogin, resetPassword } from '../index.ts'

afterEach(() => void vi.useRealTimers())

const leastMs = 600

/** Starts a reset, and follows it from the moment at which the answer is there. */
async function startReset(stage: Stage, email: string) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const held = stage.hold('/users/password/reset')
  let isSettled = false
  const outcome = resetPassword(stage.client, { email })
    .then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    )
    .finally(() => {
      isSettled = true
    })
  await Promise.race([held.arrived, outcome])
  return { outcome, isSettled: () => isSettled, answer: held.release }
}

describe('resetPassword', () => {
  test('sends a link to an address that somebody has, and says nothing of one that nobody has', async () => {
    const outcomes: unknown[] = []
    for (const known of [true, false]) {
      const stage = createStage()
      const email = known ? stage.person.email : 'nobody@example.com'
      const reset = await startReset(stage, email)
      reset.answer()
      await vi.advanceTimersByTimeAsync(leastMs - 1)
      expect(reset.isSettled()).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      expect(reset.isSettled()).toBe(true)
      outcomes.push(JSON.stringify(await reset.outcome).replace(email, 'address'))
      expect(stage.emulator.outbox.map(({ to }) => to)).toEqual(known ? [email] : [])
      expect(vi.getTimerCount()).toBe(0)
      vi.useRealTimers()
    }
    expect(outcomes).toEqual(Array.from({ length: 2 }, () => '{"result":{"email":"address"}}'))
  })

  test('takes no longer than the answer, when that is slower', async () => {
    const stage = createStage()
    const reset = await startReset(stage, stage.person.email)
    await vi.advanceTimersByTimeAsync(leastMs * 3)
    expect(reset.isSettled()).toBe(false)
    reset.answer()
    await expect(reset.outcome).resolves.toHaveProperty('result')
  })

  test('overlooks spaces around the address', async () => {
    const stage = createStage()
    const reset = await startReset(stage, ` ${stage.person.email}\t`)
    reset.answer()
    await vi.advanceTimersByTimeAsync(leastMs)
    expect(await reset.outcome).toEqual({ result: { email: stage.person.email } })
    expect(stage.emulator.outbox).toHaveLength(1)
  })

  test.each(['', '  ', 'ada', 'ada@', '@example.com', 'ada@example', 'a da@example.com', 'ada@@example.com'])(
    'refuses what is no address before any request: %j',
    async (email) => {
      const { client, requests } = createStage()
      const error = await errorOf(resetPassword(client, { email }))
      expect(error.code).toBe('validation')
      expect(Object.keys(error.fields)).toEqual(['email'])
      expect(requests()).toEqual([])
    },
  )

  test.each<[Fault, string]>([
    [{ kind: 'reset', path: '/users' }, 'unreachable'],
    [{ kind: 'html200', path: '/users' }, 'protocol'],
    [{ kind: 'status', status: 429, retryAfter: 7, path: '/users' }, 'rate-limited'],
    [{ kind: 'status', status: 503, path: '/users' }, 'server-error'],
    [{ kind: 'status', path: '/users', ...observedErrors.passwordResetDisabled }, 'rejected'],
  ])('tells what says nothing of the address: %j', async (fault, code) => {
    for (const known of [true, false]) {
      const stage = createStage()
      stage.emulator.faults.add(fault)
      const reset = await startReset(stage, known ? stage.person.email : 'nobody@example.com')
      reset.answer()
      await vi.advanceTimersByTimeAsync(leastMs)
      expect(await reset.outcome).toMatchObject({ error: { code } })
      vi.useRealTimers()
    }
  })

  test('without a network: said so', async () => {
    const { client, emulator, person } = createStage()
    emulator.faults.add({ kind: 'offline' })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const resetting = errorOf(resetPassword(client, { email: person.email }))
    await vi.advanceTimersByTimeAsync(leastMs)
    expect((await resetting).code).toBe('unreachable')
  })

  test('where the application has it switched off, says so', async () => {
    const stage = createStage({ emulator: { resetByEmail: false } })
    const reset = await startReset(stage, stage.person.email)
    reset.answer()
    await vi.advanceTimersByTimeAsync(leastMs)
    expect(await reset.outcome).toMatchObject({
      error: { code: 'rejected', details: ['Reset password by email is disabled'] },
    })
  })

  test('an abort ends the waiting at once, and leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { client, person, hold } = createStage()
    const held = hold('/users/password/reset')
    const abort = new AbortController()
    const resetting = errorOf(resetPassword(client, { email: person.email }, { signal: abort.signal }))
    await held.arrived
    abort.abort()
    expect((await resetting).code).toBe('aborted')
    held.release()
    await expect.poll(() => vi.getTimerCount()).toBe(0)
  })

  test('uses the application session that waits for a sign-in, and leaves it there', async () => {
    const stage = createStage()
    await prepareLogin(stage.client)
    const reset = await startReset(stage, stage.person.email)
    reset.answer()
    await vi.advanceTimersByTimeAsync(leastMs)
    await reset.outcome
    vi.useRealTimers()
    const { login: name, password } = stage.person
    await login(stage.client, { login: name, password })
    expect(stage.requests()).toEqual(['POST /session', 'POST /users/password/reset', 'POST /login'])
  })
})
