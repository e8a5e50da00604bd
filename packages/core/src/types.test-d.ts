import { describe, expectTypeOf, test } from 'vitest'
import {
  createSession,
  type LoginCredentials,
  type LogoutResult,
  type CubeClient,
  type CubeClientOptions,
  type CubeError,
  type CubeUser,
  getUser,
  getUserQuery,
  getUsers,
  isCubeError,
  isSignedIn,
  login,
  logout,
  type PasswordReset,
  type PhoneVerifier,
  type ProviderCredentials,
  type ProviderSignIn,
  resetPassword,
  type SentCode,
  type Session,
  signUp,
  upgradeGuest,
  type UsersFilter,
} from './index.ts'

declare const client: CubeClient
declare const session: Session

describe('Session', () => {
  test('narrows by status', () => {
    if (session.status === 'user') expectTypeOf(session.user).toEqualTypeOf<CubeUser>()
    if (session.status === 'guest') expectTypeOf(session.user).toEqualTypeOf<CubeUser>()
    if (session.status === 'reauth-required') {
      expectTypeOf(session.user).toEqualTypeOf<CubeUser>()
      expectTypeOf(session.endReason).toEqualTypeOf<'expired'>()
    }
    if (session.status === 'signed-out') expectTypeOf(session.user).toEqualTypeOf<null>()
    if (session.status === 'loading') expectTypeOf(session.endReason).toEqualTypeOf<null>()
  })

  test('has no token', () => {
    expectTypeOf<keyof Session>().toEqualTypeOf<
      'status' | 'user' | 'endReason' | 'expiresAt' | 'guestExpiresAt' | 'isStale'
    >()
  })
})

describe('UsersFilter', () => {
  test('takes what the API takes', () => {
    expectTypeOf({ login: 'ada' }).toExtend<UsersFilter>()
    expectTypeOf({ id: { in: [1, 2] }, limit: 10, offset: 50 }).toExtend<UsersFilter>()
    expectTypeOf({ full_name: { start_with: 'hunter' }, id: { nin: [68647] } }).toExtend<UsersFilter>()
    expectTypeOf({ user_tags: 'guest', created_at: { lt: new Date() } }).toExtend<UsersFilter>()
    expectTypeOf({ phone: '1', last_request_at: new Date(), sort_asc: 'id' as const }).toExtend<UsersFilter>()
  })

  test('refuses what the API refuses', () => {
    expectTypeOf(getUsers).parameter(1).toEqualTypeOf<UsersFilter>()
    // @ts-expect-error A filter needs a field that matches.
    void getUsers(client, {})
    // @ts-expect-error Dates alone match nobody.
    void getUsers(client, { created_at: { gt: new Date() } })
    // @ts-expect-error An exclusion alone matches nobody.
    void getUsers(client, { id: { nin: [1] } })
    // @ts-expect-error Fields that stand alone cannot be compared.
    void getUsers(client, { login: { gt: 'a' } })
    // @ts-expect-error Ids do not begin with anything.
    void getUsers(client, { id: { start_with: '1234' } })
    // @ts-expect-error Dates are dates, so that they reach the API in UTC.
    void getUsers(client, { login: 'ada', created_at: { gt: '2020-01-01' } })
    // @ts-expect-error Not a field of a user.
    void getUsers(client, { login: 'ada', sort_asc: 'password' })
  })
})

describe('actions', () => {
  test('take one way to sign in', () => {
    expectTypeOf(login).parameter(1).toEqualTypeOf<LoginCredentials>()
    expectTypeOf({ login: 'ada', password: 'x' }).toExtend<LoginCredentials>()
    expectTypeOf({ email: 'ada@example.com', password: 'x' }).toExtend<LoginCredentials>()
    // @ts-expect-error A password alone says nothing of who.
    void login(client, { password: 'x' })
  })

  test('take what providers give, each in its own form', () => {
    expectTypeOf<ProviderCredentials['provider']>().toEqualTypeOf<
      'facebook' | 'twitter' | 'firebase_phone' | 'firebase_email' | 'cidp'
    >()
    void login(client, { provider: 'facebook', keys: { token: 't' } })
    void login(client, { provider: 'twitter', keys: { token: 't', secret: 's' } })
    void login(client, { provider: 'firebase_phone', firebase_phone: { project_id: 'p', access_token: 't' } })
    void login(client, {
      provider: 'firebase_phone',
      'firebase_phone[project_id]': 'p',
      'firebase_phone[access_token]': 't',
    })
    void createSession(client, {
      provider: 'firebase_email',
      firebase_email: { project_id: 'p', access_token: 't' },
    })
    void login(client, { provider: 'cidp', token: 't' })
    // @ts-expect-error Twitter gives a secret too.
    void login(client, { provider: 'twitter', keys: { token: 't' } })
    // @ts-expect-error One provider's group says nothing at another.
    void login(client, { provider: 'firebase_phone', firebase_email: { project_id: 'p', access_token: 't' } })
    // @ts-expect-error The API knows no such provider.
    void login(client, { provider: 'google', keys: { token: 't' } })
    // @ts-expect-error A provider's account is made by signing in, not by signing up.
    void signUp(client, { provider: 'facebook', keys: { token: 't' } })
  })

  test('a phone is verified, and a provider asked, by what gives credentials', () => {
    expectTypeOf<SentCode['confirm']>().returns.resolves.toEqualTypeOf<LoginCredentials>()
    expectTypeOf<PhoneVerifier['sendCode']>().parameter(0).toEqualTypeOf<string>()
    expectTypeOf<ProviderSignIn>().returns.resolves.toEqualTypeOf<LoginCredentials | null>()
  })

  test('a guest’s upgrade tells who they were and who they are', () => {
    expectTypeOf(upgradeGuest).returns.resolves.toEqualTypeOf<CubeUser>()
    void upgradeGuest(
      client,
      { email: 'ada@example.com', password: 'x' },
      {
        onUpgrade: ({ guest, user }) => guest.id - user.id,
        onConflict: async ({ guest, field }) => (guest.id > 0 && field === 'login' ? 'sign-in' : 'stop'),
      },
    )
    // @ts-expect-error A provider's account is made by signing in: `login` does that.
    void upgradeGuest(client, { provider: 'cidp', token: 't' })
    // @ts-expect-error There are two answers.
    void upgradeGuest(client, { login: 'ada', password: 'x' }, { onConflict: () => 'merge' })
  })

  test('passwords are reset by e-mail', () => {
    expectTypeOf(resetPassword).returns.resolves.toEqualTypeOf<PasswordReset>()
    // @ts-expect-error Not by login.
    void resetPassword(client, { login: 'ada' })
  })

  test('say who is signed in, and who was made without being asked for', () => {
    expectTypeOf(isSignedIn(client)).toEqualTypeOf<boolean>()
    expectTypeOf<NonNullable<CubeClientOptions['onUnexpectedAccount']>>()
      .parameter(0)
      .toEqualTypeOf<CubeUser>()
  })

  test('give typed results', () => {
    expectTypeOf(getUser(client, 1)).resolves.toEqualTypeOf<CubeUser>()
    expectTypeOf(logout(client)).resolves.toEqualTypeOf<LogoutResult>()
    expectTypeOf(getUserQuery(client, 1).queryFn).returns.resolves.toEqualTypeOf<CubeUser>()
  })
})

test('isCubeError narrows to the code it is asked for', () => {
  const error: unknown = undefined
  if (isCubeError(error, 'rate-limited')) {
    expectTypeOf(error.code).toEqualTypeOf<'rate-limited'>()
    expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | null>()
  }
  if (isCubeError(error)) expectTypeOf(error).toExtend<CubeError>()
  // @ts-expect-error There is no such code.
  isCubeError(error, 'oops')
})
