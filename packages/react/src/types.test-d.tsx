import {
  type CubeError,
  type CubeUser,
  type EndReason,
  type FoundUsers,
  type LogoutResult,
  type PasswordReset,
  serverSource,
} from '@cubekit/core'
import { describe, expectTypeOf, test } from 'vitest'
import {
  type CubeProviderProps,
  type InitialSession,
  useAccountDeletion,
  useGuestLogin,
  useGuestUpgrade,
  useLapsedUser,
  useLogin,
  useLogout,
  useOnlineCount,
  useOnlineUsers,
  usePasswordReset,
  usePresence,
  useSession,
  useSignUp,
  useUser,
  useUserBy,
  useUsers,
  useUsersById,
  useUsersSearch,
} from './index.ts'

describe('useSession', () => {
  test('narrows by status', () => {
    const session = useSession()
    expectTypeOf(session.user).toEqualTypeOf<CubeUser | null>()
    if (session.status === 'user') expectTypeOf(session.user).toEqualTypeOf<CubeUser>()
    if (session.status === 'reauth-required') expectTypeOf(session.user).toEqualTypeOf<CubeUser>()
    if (session.status === 'signed-out') expectTypeOf(session.endReason).toEqualTypeOf<EndReason | null>()
    expectTypeOf<'account-deleted'>().toExtend<EndReason>()
  })
})

describe('write hooks', () => {
  test('give TanStack’s result, which narrows, without the variables', () => {
    const login = useLogin()
    expectTypeOf(login.error).toEqualTypeOf<CubeError | null>()
    expectTypeOf(login).not.toHaveProperty('variables')
    if (login.status === 'success') expectTypeOf(login.data).toEqualTypeOf<CubeUser>()
    if (login.isError) expectTypeOf(login.error).toEqualTypeOf<CubeError>()
    expectTypeOf(login.mutateAsync).returns.resolves.toEqualTypeOf<CubeUser>()
  })

  test('take what they need', () => {
    const login = useLogin()
    login.mutate({ email: 'ada@example.com', password: 'x' }, { onSuccess: (user) => user.full_name })
    // @ts-expect-error No password.
    login.mutate({ login: 'ada' })
    useGuestLogin().mutate({ full_name: 'Olof' })
    const logout = useLogout()
    logout.mutate()
    expectTypeOf(logout.mutateAsync).returns.resolves.toEqualTypeOf<LogoutResult>()
    expectTypeOf(useAccountDeletion().mutateAsync).returns.resolves.toEqualTypeOf<LogoutResult>()
    useLogin({ as: 7 })
    // @ts-expect-error Ids are numbers.
    useLogin({ as: '7' })
  })
})

describe('the other ways in', () => {
  test('take what each needs', () => {
    const login = useLogin()
    login.mutate({ provider: 'firebase_email', firebase_email: { project_id: 'p', access_token: 't' } })
    // @ts-expect-error Twitter gives a secret too.
    login.mutate({ provider: 'twitter', keys: { token: 't' } })
    const signUp = useSignUp()
    signUp.mutate({ email: 'ada@example.com', password: 'x', full_name: 'Ada', tag_list: ['a'] })
    expectTypeOf(signUp.prepare).toEqualTypeOf<() => void>()
    // @ts-expect-error A name is not enough.
    signUp.mutate({ full_name: 'Ada', password: 'x' })
    expectTypeOf(usePasswordReset().mutateAsync).returns.resolves.toEqualTypeOf<PasswordReset>()
    // @ts-expect-error Passwords are reset by e-mail only.
    usePasswordReset().mutate({ login: 'ada' })
  })

  test('a guest’s upgrade tells who they were and who they are', () => {
    useGuestUpgrade({
      onUpgrade: ({ guest, user }) => expectTypeOf([guest, user]).toEqualTypeOf<CubeUser[]>(),
      onConflict: async ({ field }) => (field === 'email' ? 'sign-in' : 'stop'),
    })
    useGuestUpgrade().mutate({ login: 'ada', password: 'x' })
    // @ts-expect-error There are two answers.
    useGuestUpgrade({ onConflict: () => 'merge' })
  })

  test('what is left of a guest’s day comes with the session, which still narrows', () => {
    const session = useSession()
    expectTypeOf(session.guestMinutesLeft).toEqualTypeOf<number | null>()
    if (session.status === 'guest') {
      expectTypeOf(session.user).toEqualTypeOf<CubeUser>()
      expectTypeOf(session.guestExpiresAt).toEqualTypeOf<Date | null>()
    }
    expectTypeOf(useLapsedUser()).toEqualTypeOf<CubeUser | null>()
  })
})

test('what a server may tell is JSON, with a user or without', () => {
  expectTypeOf<{ status: 'signed-out' }>().toExtend<InitialSession>()
  expectTypeOf<{ status: 'guest'; user: CubeUser }>().toExtend<InitialSession>()
  expectTypeOf<{ status: 'user' }>().not.toExtend<InitialSession>()
  expectTypeOf<{ status: 'reauth-required'; user: CubeUser }>().not.toExtend<InitialSession>()
  expectTypeOf<InitialSession | undefined>().toExtend<CubeProviderProps['initialSession']>()
})

test('read hooks give TanStack’s result', () => {
  const user = useUser(1)
  if (user.status === 'success') expectTypeOf(user.data).toEqualTypeOf<CubeUser>()
  expectTypeOf(user.error).toEqualTypeOf<CubeError | null>()
  // @ts-expect-error Ids are numbers.
  useUser('1')
})

describe('hooks about users', () => {
  test('take what the API can answer', () => {
    useUsers({ full_name: { start_with: 'Hunt' }, sort_asc: 'full_name', limit: 20 })
    // @ts-expect-error A filter needs a field to match.
    useUsers({ limit: 20 })
    // @ts-expect-error The API asks for four characters.
    useUsers({ login: { start_with: 'ada' } })
    useUserBy({ external_id: '3789' })
    // @ts-expect-error One thing is enough.
    useUserBy({ login: 'ada', email: 'ada@example.com' })
    expectTypeOf(useUsersById).parameter(0).toEqualTypeOf<readonly number[]>()
    // @ts-expect-error Ids are numbers.
    useUsersById(['1'])
    useUsersSearch('ada', { sources: [serverSource], limit: Infinity, debounceMs: 0, enabled: false })
    // @ts-expect-error A source has a name.
    useUsersSearch('ada', { sources: [{ findNow: () => nobody }] })
  })

  test('give TanStack’s results', () => {
    const users = useUsers({ user_tags: 'crew' })
    expectTypeOf(users.fetchNextPage).toBeFunction()
    if (users.isSuccess) {
      expectTypeOf(users.data.items).toEqualTypeOf<readonly CubeUser[]>()
      expectTypeOf(users.data.total_entries).toEqualTypeOf<number>()
    }
    expectTypeOf(useUsersById([1]).data).toEqualTypeOf<readonly CubeUser[] | undefined>()
    expectTypeOf(useOnlineUsers({ pollMs: 5000 }).data).toEqualTypeOf<readonly CubeUser[] | undefined>()
    expectTypeOf(useOnlineCount().data).toEqualTypeOf<number | undefined>()
    expectTypeOf(usePresence(1)).toEqualTypeOf<'online' | 'offline' | 'unknown'>()
  })

  test('a search always has an answer', () => {
    const search = useUsersSearch('ada')
    expectTypeOf(search.data).toEqualTypeOf<FoundUsers>()
    expectTypeOf(search.error).toEqualTypeOf<CubeError | null>()
    expectTypeOf(search.isSearching).toEqualTypeOf<boolean>()
    expectTypeOf(search.refetch).toBeFunction()
  })
})

declare const nobody: FoundUsers
