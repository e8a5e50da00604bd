import { type CubeUser, type GuestUpgrade, loginAsGuest } from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import { dehydrate } from '@tanstack/react-query'
import { act, screen, waitFor } from '@testing-library/react'
import { inspect } from 'node:util'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createStage, renderWithClient } from '../test/renderWithClient.tsx'
import {
  useGuestUpgrade,
  useLapsedUser,
  useLogin,
  usePasswordReset,
  useSession,
  useSignUp,
  type WriteResult,
} from './index.ts'

afterEach(() => void vi.useRealTimers())

const newcomer = { login: 'newcomer', password: 'canary-password-of-a-newcomer' }

/** A button that starts a write, and says how it goes. */
function Write<Variables, T>({
  write,
  with: variables,
}: {
  write: WriteResult<Variables, T>
  with: Variables
}) {
  return (
    <button type="button" onClick={() => write.mutate(variables)}>
      {write.status}
    </button>
  )
}

const press = (): void => act(() => screen.getByRole('button').click())

/** Shows a write, and notes all that TanStack keeps meanwhile. */
function showWrite(children: ReactNode, stage: ReturnType<typeof createStage>) {
  const page = renderWithClient(children, stage)
  const kept: string[] = []
  page.queryClient.getMutationCache().subscribe(() => {
    const mutations = page.queryClient.getMutationCache().getAll()
    kept.push(
      JSON.stringify(dehydrate(page.queryClient, { shouldDehydrateMutation: () => true })),
      ...mutations.map(({ state, options }) => inspect([state, options], { depth: 12, showHidden: true })),
    )
  })
  return { ...page, kept }
}

describe('useSignUp', () => {
  function Form() {
    return <Write write={useSignUp()} with={newcomer} />
  }

  test('makes an account, signs in, and keeps no password', async () => {
    const { client, kept } = showWrite(<Form />, createStage())
    press()
    expect(await screen.findByRole('button', { name: 'success' })).toBeVisible()
    expect(client.getSession()).toMatchObject({ status: 'user', user: { login: 'newcomer' } })
    expect(kept.length).toBeGreaterThan(1)
    expect(kept.filter((text) => text.includes(newcomer.password))).toEqual([])
  })

  test('names the field that is taken', async () => {
    const stage = createStage()
    const seen: unknown[] = []
    function Taken() {
      const signUp = useSignUp()
      seen.push(signUp.error?.fields)
      return <Write write={signUp} with={{ email: stage.person.email, password: newcomer.password }} />
    }
    showWrite(<Taken />, stage)
    press()
    expect(await screen.findByRole('button', { name: 'error' })).toBeVisible()
    expect(seen.at(-1)).toEqual({ email: ['must be unique'] })
  })

  test('prepares ahead, so that signing up costs one request less', async () => {
    function Prepared() {
      const { prepare } = useSignUp()
      return (
        <button type="button" onClick={prepare}>
          Type
        </button>
      )
    }
    const { requests } = showWrite(<Prepared />, createStage())
    press()
    await waitFor(() => expect(requests()).toEqual(['POST /session']))
    press()
    expect(requests()).toEqual(['POST /session'])
  })
})

describe('useLogin with what a provider gave', () => {
  test('signs in, and keeps no token', async () => {
    const token = 'canary-token-of-a-provider'
    const facebook = acceptTokens({ [token]: { uid: '42', full_name: 'Olof Shodger' } })
    function Form() {
      return <Write write={useLogin()} with={{ provider: 'facebook', keys: { token } }} />
    }
    const stage = createStage({ emulator: { providers: { facebook } } })
    const { client, kept } = showWrite(<Form />, stage)
    press()
    expect(await screen.findByRole('button', { name: 'success' })).toBeVisible()
    expect(client.getSession()).toMatchObject({ status: 'user', user: { facebook_id: '42' } })
    expect(kept.filter((text) => text.includes(token))).toEqual([])
  })
})

describe('useGuestUpgrade', () => {
  test('moves what the guest made, though the form is gone by then', async () => {
    const stage = createStage()
    const moved: GuestUpgrade[] = []
    const told: CubeUser[] = []
    const gate = Promise.withResolvers<void>()
    function Form() {
      const upgrade = useGuestUpgrade({
        async onUpgrade(people) {
          await gate.promise
          moved.push(people)
        },
      })
      return (
        <button
          type="button"
          onClick={() => upgrade.mutate(newcomer, { onSuccess: (user) => told.push(user) })}
        >
          Keep what I made
        </button>
      )
    }
    function Page() {
      const { status } = useSession()
      return status === 'guest' ? <Form /> : <p>{status}</p>
    }
    const guest = await loginAsGuest(stage.client)
    const { client, kept } = showWrite(<Page />, stage)
    press()
    expect(await screen.findByText('user')).toBeVisible()
    expect(told).toEqual([])
    await act(async () => gate.resolve())
    await waitFor(() => expect(told).toHaveLength(1))
    expect(moved).toEqual([{ guest, user: told[0] }])
    expect(client.getSession().user).toEqual(told[0])
    expect(kept.filter((text) => text.includes(newcomer.password))).toEqual([])
  })

  test('asks what to do about an account that is there, and shows why it failed', async () => {
    const stage = createStage()
    await loginAsGuest(stage.client)
    const asked: string[] = []
    function Form() {
      const upgrade = useGuestUpgrade({
        onConflict({ field }) {
          asked.push(field)
          return 'stop'
        },
      })
      return <Write write={upgrade} with={{ login: stage.person.login, password: 'whatever it is' }} />
    }
    const { client } = showWrite(<Form />, stage)
    press()
    expect(await screen.findByRole('button', { name: 'error' })).toBeVisible()
    expect(asked).toEqual(['login'])
    expect(client.getSession().status).toBe('guest')
  })
})

describe('usePasswordReset', () => {
  test.each([true, false])(
    'comes to the same whether somebody has the address or not: %s',
    async (isKnown) => {
      const stage = createStage()
      const email = isKnown ? stage.person.email : 'nobody@example.com'
      const seen: unknown[] = []
      function Form() {
        const reset = usePasswordReset()
        seen.push(reset.data)
        return <Write write={reset} with={{ email }} />
      }
      showWrite(<Form />, stage)
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      press()
      await act(() => vi.advanceTimersByTimeAsync(1000))
      vi.useRealTimers()
      expect(await screen.findByRole('button', { name: 'success' })).toBeVisible()
      expect(seen.at(-1)).toEqual({ email })
      expect(stage.emulator.outbox).toHaveLength(Number(isKnown))
    },
  )
})

test('useLapsedUser: who should sign in again, and nobody else', async () => {
  function Lapsed() {
    return <p>{useLapsedUser()?.login ?? 'nobody'}</p>
  }
  const stage = createStage()
  const { client, person, emulator } = renderWithClient(<Lapsed />, stage)
  function Form() {
    return <Write write={useLogin()} with={{ login: person.login, password: person.password }} />
  }
  renderWithClient(<Form />, stage)
  press()
  expect(await screen.findByRole('button', { name: 'success' })).toBeVisible()
  expect(screen.getByText('nobody')).toBeVisible()
  emulator.expireSessions()
  await act(() =>
    client.request({ method: 'GET', path: `/users/${person.id}`, parse: () => null }).catch(() => {}),
  )
  expect(screen.getByText(person.login)).toBeVisible()
})
