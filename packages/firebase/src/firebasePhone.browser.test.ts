import { login } from '@cubekit/core'
import { errorOf } from '@cubekit/testing'
import { initializeApp } from 'firebase/app'
import { getAuth } from 'firebase/auth'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIdentityToolkit } from '../test/identityToolkit.ts'
import { createRecaptcha } from '../test/recaptcha.ts'
import { createSignInStage } from '../test/signInStage.ts'
import { firebasePhone } from './firebasePhone.ts'

const phone = '+441632960961'

describe('a code', () => {
  it('signs in whoever has the phone', async () => {
    createRecaptcha()
    const { stage, toolkit } = createSignInStage(() => undefined)
    const verifier = firebasePhone(toolkit.auth, { now: () => 5000 })
    const sent = await verifier.sendCode('+44 (1632) 960-961')
    expect(sent.resendAt).toBe(35_000)
    const code = toolkit.codeFor(phone)
    const user = await login(stage.client, await sent.confirm(` ${code.slice(0, 3)} ${code.slice(3)}`))
    expect(user.phone).toBe(phone)
  })

  it('can be asked for again, after a time that the app chooses', async () => {
    createRecaptcha()
    const toolkit = createIdentityToolkit()
    const verifier = firebasePhone(toolkit.auth, { now: () => 5000, resendAfterMs: 60_000 })
    await verifier.sendCode(phone)
    const first = toolkit.codeFor(phone)
    const again = await verifier.sendCode(phone)
    expect(again.resendAt).toBe(65_000)
    expect(toolkit.codeFor(phone)).not.toBe(first)
    await expect(again.confirm(toolkit.codeFor(phone))).resolves.toMatchObject({ provider: 'firebase_phone' })
  })

  it('may be mistyped', async () => {
    createRecaptcha()
    const toolkit = createIdentityToolkit()
    const sent = await firebasePhone(toolkit.auth).sendCode(phone)
    const error = await errorOf(sent.confirm('000000'))
    expect([error.code, error.fields]).toEqual(['validation', { code: ['is invalid'] }])
    const credentials = await sent.confirm(toolkit.codeFor(phone))
    expect(credentials).toEqual({
      provider: 'firebase_phone',
      firebase_phone: { project_id: 'demo-cubekit', access_token: expect.stringMatching(/^\S+\.\S+\.$/) },
    })
  })

  it('can be sent again when the sign-in after it has failed, although it counts once', async () => {
    createRecaptcha()
    const toolkit = createIdentityToolkit()
    const sent = await firebasePhone(toolkit.auth).sendCode(phone)
    const code = toolkit.codeFor(phone)
    const first = await sent.confirm(code)
    expect(await sent.confirm(code)).toEqual(first)
    expect((await errorOf(sent.confirm('000000'))).fields).toEqual({ code: ['has expired'] })
  })

  it.each([
    ['SESSION_EXPIRED', 'validation', { code: ['has expired'] }],
    ['TOO_MANY_ATTEMPTS_TRY_LATER : secret', 'rate-limited', {}],
    [null, 'unreachable', {}],
  ])('when Firebase says %s', async (message, code, fields) => {
    createRecaptcha()
    const toolkit = createIdentityToolkit()
    const sent = await firebasePhone(toolkit.auth).sendCode(phone)
    toolkit.fail('accounts:signInWithPhoneNumber', message)
    const error = await errorOf(sent.confirm(toolkit.codeFor(phone)))
    expect([error.code, error.fields]).toEqual([code, fields])
    expect(error.message).not.toContain('secret')
  })
})

describe('a number', () => {
  it.each(['', '01632 960961', '+0632960961', '+44 1632 CALLME', '+4412', '+441632960961960961'])(
    'is none: %j',
    async (number) => {
      const toolkit = createIdentityToolkit()
      const error = await errorOf(firebasePhone(toolkit.auth).sendCode(number))
      expect([error.code, error.fields]).toEqual(['validation', { phone: ['is invalid'] }])
      expect(toolkit.requests).toEqual([])
    },
  )

  it.each([
    ['INVALID_PHONE_NUMBER : TOO_SHORT', 'validation', { phone: ['is invalid'] }],
    ['TOO_MANY_ATTEMPTS_TRY_LATER', 'rate-limited', {}],
    ['QUOTA_EXCEEDED : secret', 'app-rejected', {}],
    ['OPERATION_NOT_ALLOWED : secret', 'app-rejected', {}],
    ['CAPTCHA_CHECK_FAILED', 'rejected', {}],
    [null, 'unreachable', {}],
  ])('when Firebase says %s', async (message, code, fields) => {
    createRecaptcha()
    const toolkit = createIdentityToolkit()
    const verifier = firebasePhone(toolkit.auth)
    toolkit.fail('accounts:sendVerificationCode', message)
    const error = await errorOf(verifier.sendCode(phone))
    expect([error.code, error.fields]).toEqual([code, fields])
    expect(error.message).not.toContain('secret')
    expect(document.body.lastElementChild?.matches('div:empty')).not.toBe(true)
  })
})

describe('reCAPTCHA', () => {
  it('is invisible, in an element of its own for each code, and leaves nothing behind', async () => {
    const recaptcha = createRecaptcha()
    const toolkit = createIdentityToolkit()
    const verifier = firebasePhone(toolkit.auth)
    const before = document.body.childElementCount
    toolkit.fail('accounts:sendVerificationCode', 'CAPTCHA_CHECK_FAILED')
    await errorOf(verifier.sendCode(phone))
    toolkit.fail('accounts:sendVerificationCode', 'TOO_MANY_ATTEMPTS_TRY_LATER')
    await errorOf(verifier.sendCode(phone))
    expect(recaptcha.rendered.map(({ parameters }) => parameters['size'])).toEqual(['invisible', 'invisible'])
    const [first, second] = recaptcha.rendered.map(({ element }) => element)
    expect(first).not.toBe(second)
    expect([first?.isConnected, second?.isConnected]).toEqual([false, false])
    expect(document.body.childElementCount).toBe(before)
  })

  it.each(['element', 'id'])('is where the app wants it, by %s', async (how) => {
    const recaptcha = createRecaptcha()
    const toolkit = createIdentityToolkit()
    const container = document.createElement('div')
    container.id = 'captcha'
    document.body.append(container)
    let parent: Node | null = null
    recaptcha.onExecute = (solve) => {
      parent = recaptcha.rendered[0]?.element.parentNode ?? null
      solve()
    }
    await firebasePhone(toolkit.auth, { container: how === 'id' ? 'captcha' : container }).sendCode(phone)
    expect(parent).toBe(container)
    expect(container.childElementCount).toBe(0)
    container.remove()
    const gone = firebasePhone(toolkit.auth, { container: 'captcha' })
    expect((await errorOf(gone.sendCode(phone))).code).toBe('invalid-argument')
  })

  it('that is never solved can be given up', async () => {
    const recaptcha = createRecaptcha()
    const toolkit = createIdentityToolkit()
    const verifier = firebasePhone(toolkit.auth)
    const caller = new AbortController()
    recaptcha.onExecute = () => caller.abort()
    expect((await errorOf(verifier.sendCode(phone, { signal: caller.signal }))).code).toBe('aborted')
    expect(recaptcha.rendered[0]?.element.isConnected).toBe(false)
    expect((await errorOf(verifier.sendCode(phone, { signal: caller.signal }))).code).toBe('aborted')
    expect(recaptcha.rendered).toHaveLength(1)
    // And the next is a new one.
    recaptcha.onExecute = (solve) => solve()
    await expect(verifier.sendCode(phone)).resolves.toMatchObject({ resendAt: expect.any(Number) })
  })

  it('that nobody looks at any more ends by itself', async () => {
    const recaptcha = createRecaptcha()
    recaptcha.onExecute = () => {}
    const toolkit = createIdentityToolkit()
    const before = document.body.childElementCount
    const error = await errorOf(firebasePhone(toolkit.auth, { challengeMs: 20 }).sendCode(phone))
    expect(error.code).toBe('timeout')
    expect(document.body.childElementCount).toBe(before)
  })

  describe('asks a question', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
    afterEach(() => void vi.useRealTimers())

    it('which the person closes', async () => {
      const recaptcha = createRecaptcha()
      recaptcha.onExecute = () => recaptcha.askQuestion()
      const toolkit = createIdentityToolkit()
      const sending = errorOf(firebasePhone(toolkit.auth).sendCode(phone))
      await expect.poll(() => recaptcha.question?.style.visibility).toBe('visible')
      recaptcha.hideQuestion()
      await vi.advanceTimersByTimeAsync(2000)
      expect((await sending).code).toBe('aborted')
      expect(recaptcha.rendered[0]?.element.isConnected).toBe(false)
    })

    it('which is hidden before the page hears of the answer', async () => {
      const recaptcha = createRecaptcha()
      const { promise: executed, resolve: execute } = Promise.withResolvers<() => void>()
      recaptcha.onExecute = (solve) => {
        recaptcha.askQuestion()
        execute(solve)
      }
      const toolkit = createIdentityToolkit()
      const letThrough = toolkit.hold('accounts:sendVerificationCode')
      const sending = firebasePhone(toolkit.auth).sendCode(phone)
      const solve = await executed
      await vi.advanceTimersByTimeAsync(0)
      recaptcha.hideQuestion()
      await vi.advanceTimersByTimeAsync(1500)
      solve()
      // And it takes the message a while to be sent.
      await vi.advanceTimersByTimeAsync(5000)
      letThrough()
      const sent = await sending
      expect(await sent.confirm(toolkit.codeFor(phone))).toMatchObject({ provider: 'firebase_phone' })
    })
  })

  it('cannot reach Google', async () => {
    const recaptcha = createRecaptcha()
    recaptcha.onExecute = (_, fail) => fail()
    const toolkit = createIdentityToolkit()
    expect((await errorOf(firebasePhone(toolkit.auth).sendCode(phone))).code).toBe('unreachable')
  })

  it('has no script, because the network or a policy keeps it away', async () => {
    const toolkit = createIdentityToolkit()
    const append = vi.spyOn(document.head, 'appendChild').mockImplementation((script) => {
      script.dispatchEvent(new Event('error'))
      return script
    })
    const error = await errorOf(firebasePhone(toolkit.auth).sendCode(phone))
    expect(append).toHaveBeenCalledTimes(1)
    append.mockRestore()
    expect(error.code).toBe('unreachable')
  })
})

it('a Firebase app without a project is told at once', () => {
  const app = initializeApp({ apiKey: 'api-key' }, crypto.randomUUID())
  expect(() => firebasePhone(getAuth(app))).toThrow('projectId')
})
