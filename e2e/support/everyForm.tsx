import { CubeError, type LoginCredentials, type PhoneVerifier } from '@cubekit/core'
import { acceptTokens, type Fault } from '@cubekit/emulator'
import {
  AccountDeletion,
  AuthPanel,
  GuestForm,
  GuestUpgradeForm,
  LoginForm,
  PasswordChangeForm,
  PasswordResetForm,
  PhoneLoginForm,
  ProfileForm,
  ProviderButtons,
  ReauthDialog,
  SignUpForm,
  type SignInWay,
  UserButton,
} from '@cubekit/ui'
import type { Page } from 'playwright'
import type { ReactNode } from 'react'
import type { Scenario } from '../../.storybook/scenarios.ts'

/** One input of a form, and what a person enters there. */
export interface FormEntry {
  /** Its name in the page. */
  readonly name: string
  /** By which browsers and password managers tell what belongs there. */
  readonly autocomplete: string
  readonly text: string
  /** Whether nobody else may ever see it. */
  readonly isSecret?: boolean
}

/** What the app around a form gives it. */
export interface FormHost {
  /** A text of its own, if the form takes one. */
  readonly text?: string | undefined
  /** Gets every error that the form shows. */
  readonly onError?: (error: CubeError) => void
}

/** One of the forms that `@cubekit/ui` exports, as a test needs it. */
export interface FormCase {
  /** As it is exported. */
  readonly name: string
  readonly show: (host: FormHost) => ReactNode
  /** Who is there, and what the server is like. */
  readonly scenario?: Scenario
  /** Brings the form into view, where it is not from the start. */
  readonly open?: (page: Page) => Promise<void>
  /** What sends it. Default: its submit button. */
  readonly button?: string
  /** Whether it wants to see somebody type, so that nothing may fill it in. */
  readonly isTyped?: boolean
  /** Everything that it asks for. */
  readonly entries: readonly FormEntry[]
  /** The request by which it does its work: method and path. */
  readonly request: string
  /** The secrets in that request. Default: those that are entered. */
  readonly sends?: readonly string[]
}

/** Ada can sign in by each of her names. */
const ada = {
  login: 'ada',
  email: 'ada@example.com',
  password: 'analytical-engine',
  full_name: 'Ada Lovelace',
}

/** What Grace has from her provider. */
export const providerToken = 'token-of-grace'

/** The server of all forms. */
export const formEmulator = {
  users: [ada, { login: 'charles', password: 'difference-engine' }],
  providers: { facebook: acceptTokens({ [providerToken]: { uid: '42', full_name: 'Grace Hopper' } }) },
}

const tokenOfGrace: LoginCredentials = { provider: 'facebook', keys: { token: providerToken } }

const facebook: SignInWay = { id: 'facebook', name: 'Facebook', signIn: async () => tokenOfGrace }

/** Long, so that it is nowhere by chance. */
const code = '940731265803'

/** Sends the same code to everybody. */
const verifier: PhoneVerifier = {
  sendCode: async () => ({
    async confirm(typed) {
      if (typed !== code) throw new CubeError('validation', { fields: { code: ['is wrong'] } })
      return tokenOfGrace
    },
    resendAt: Date.now() + 30_000,
  }),
}

const allFields = { full_name: 'optional', phone: 'optional', website: 'optional', tags: 'optional' } as const

/** Somebody new. */
const account: readonly FormEntry[] = [
  { name: 'full_name', autocomplete: 'name', text: 'Grace Hopper' },
  { name: 'login', autocomplete: 'username', text: 'grace' },
  { name: 'email', autocomplete: 'email', text: 'grace@example.com' },
  { name: 'phone', autocomplete: 'tel', text: '+44 20 7946 0018' },
  { name: 'website', autocomplete: 'url', text: 'https://grace.example.com' },
  { name: 'tags', autocomplete: 'off', text: 'navy, compilers' },
]
const newPassword: FormEntry = {
  name: 'password',
  autocomplete: 'new-password',
  text: 'nanoseconds-of-wire',
  isSecret: true,
}

/** Where a request goes wrong, and with which. */
export function faultAt({ request }: FormCase, fault: Fault): Fault {
  const [method = '', path = ''] = request.split(' ')
  return { ...fault, method, path }
}

/** Every form, with all that a person can enter. A form that is missing here fails a test. */
export const everyForm: readonly FormCase[] = [
  {
    name: 'LoginForm',
    show: ({ onError }) => <LoginForm onError={onError} />,
    scenario: { emulator: formEmulator },
    entries: [
      { name: 'identifier', autocomplete: 'username', text: ada.login },
      { name: 'password', autocomplete: 'current-password', text: ada.password, isSecret: true },
    ],
    request: 'POST /login',
  },
  {
    name: 'GuestForm',
    show: ({ onError }) => <GuestForm onError={onError} />,
    scenario: { emulator: formEmulator },
    entries: [{ name: 'name', autocomplete: 'name', text: 'Grace' }],
    request: 'POST /session',
  },
  {
    name: 'ReauthDialog',
    show: ({ onError }) => <ReauthDialog onError={onError} />,
    scenario: { emulator: formEmulator, signedIn: 'user', expired: true },
    entries: [
      { name: 'identifier', autocomplete: 'username', text: ada.login },
      { name: 'password', autocomplete: 'current-password', text: ada.password, isSecret: true },
    ],
    request: 'POST /login',
  },
  {
    name: 'AccountDeletion',
    show: ({ onError }) => <AccountDeletion confirmBy="login" onError={onError} />,
    scenario: { emulator: formEmulator, signedIn: 'user' },
    open: (page) => page.locator('[aria-haspopup=dialog]').click(),
    isTyped: true,
    entries: [{ name: 'confirmation', autocomplete: 'off', text: ada.login }],
    request: 'DELETE /users',
  },
  {
    name: 'SignUpForm',
    show: ({ onError }) => <SignUpForm onError={onError} identify="both" fields={allFields} />,
    scenario: { emulator: formEmulator },
    entries: [...account, newPassword],
    request: 'POST /users',
  },
  {
    name: 'GuestUpgradeForm',
    show: ({ onError }) => <GuestUpgradeForm onError={onError} identify="both" fields={allFields} />,
    scenario: { emulator: formEmulator, signedIn: { guest: 'Grace' } },
    entries: [...account, newPassword],
    request: 'POST /users',
  },
  {
    name: 'PasswordResetForm',
    show: ({ onError }) => <PasswordResetForm onError={onError} />,
    scenario: { emulator: formEmulator },
    entries: [{ name: 'email', autocomplete: 'username', text: ada.email }],
    request: 'POST /users/password/reset',
  },
  {
    name: 'PasswordChangeForm',
    show: ({ onError }) => <PasswordChangeForm onError={onError} />,
    scenario: { emulator: formEmulator, signedIn: 'user' },
    entries: [
      { name: 'old_password', autocomplete: 'current-password', text: ada.password, isSecret: true },
      newPassword,
    ],
    request: 'PUT /users',
  },
  {
    name: 'ProfileForm',
    show: ({ onError }) => <ProfileForm onError={onError} />,
    scenario: { emulator: formEmulator, signedIn: 'user' },
    entries: account,
    request: 'PUT /users',
  },
  {
    name: 'PhoneLoginForm',
    show: ({ onError }) => <PhoneLoginForm onError={onError} verifier={verifier} defaultCountry="GB" />,
    scenario: { emulator: formEmulator },
    async open(page) {
      await page.locator('[name=phone]').fill('020 7946 0018')
      await page.locator('[type=submit]').click()
      await page.locator('[name=code]').waitFor()
    },
    entries: [{ name: 'code', autocomplete: 'one-time-code', text: code, isSecret: true }],
    request: 'POST /login',
    sends: [providerToken],
  },
  {
    name: 'AuthPanel',
    show: ({ text = 'Facebook', onError }) => (
      <AuthPanel
        ways={['login', 'signUp', 'guest', 'reset']}
        providers={[{ ...facebook, name: text }]}
        phone={verifier}
        onError={onError}
      />
    ),
    scenario: { emulator: formEmulator },
    entries: [
      { name: 'identifier', autocomplete: 'username', text: ada.login },
      { name: 'password', autocomplete: 'current-password', text: ada.password, isSecret: true },
    ],
    request: 'POST /login',
  },
  {
    name: 'UserButton',
    show: ({ text }) => <UserButton avatarUrl={text} onProfile={() => {}} onPasswordChange={() => {}} />,
    scenario: { emulator: formEmulator, signedIn: 'user' },
    async open(page) {
      await page.locator('[aria-haspopup=menu]').click()
      await page.getByRole('menuitem', { name: 'Log out other devices' }).click()
    },
    button: '[role=menuitem]:has(+ [role=separator])',
    entries: [],
    request: 'DELETE /session/list',
  },
  {
    name: 'ProviderButtons',
    show: ({ text = 'Facebook', onError }) => (
      <ProviderButtons ways={[{ ...facebook, name: text }]} onError={onError} />
    ),
    scenario: { emulator: formEmulator },
    button: '.cube-provider',
    entries: [],
    request: 'POST /login',
    sends: [providerToken],
  },
]
