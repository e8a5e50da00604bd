import {
  createCubeClient,
  getUser,
  isCubeError,
  localSigner,
  login,
  type LoginCredentials,
  logout,
  type SentCode,
} from '@cubekit/core'
import { firebaseEmail, firebaseGoogle, firebasePhone, followLogout, providerTokens } from '@cubekit/firebase'
import { initializeApp } from 'firebase/app'
import { connectAuthEmulator, getAuth } from 'firebase/auth'
import { renderFirebaseForms } from './firebaseForms.tsx'

// The page of `firebase.test.ts`: an app with Firebase and our forms, and the strings to pull on `globalThis.firebaseTab`.

/** What the page is told by the server that it comes from. */
export interface GivenToFirebasePage {
  readonly projectId: string
  readonly firebaseUrl: string
  readonly appId: number
  readonly apiUrl: string
  readonly keys: { readonly authKey: string; readonly authSecret: string }
}

/** What a test can do in the page. Outcomes are `done`, or the error's code and the fields that were refused. */
export interface FirebaseTab {
  sendCode(phone: string): Promise<string>
  /** In how many ms from now another code may be sent. */
  resendInMs(): number
  confirm(code: string): Promise<string>
  email(way: 'signIn' | 'signUp' | 'resetPassword', email: string, password?: string): Promise<string>
  /** `closed` when the person has closed the window. */
  google(): Promise<string>
  /** Reads the own profile, and with that finds out whether the session is good. */
  read(): Promise<string>
  logOut(): Promise<void>
  /** Who is here: the session's status, that user's id, phone and address, and the Firebase user's id. */
  who(): Promise<{
    status: string
    id: number | null
    phone: string | null
    email: string | null
    uid: string | null
  }>
  /** What the session has gone through. */
  readonly changes: string[]
}

declare global {
  var firebaseTab: FirebaseTab
}

const given = JSON.parse(document.documentElement.dataset['given'] ?? '{}') as GivenToFirebasePage
const auth = getAuth(initializeApp({ apiKey: 'any', projectId: given.projectId, authDomain: location.host }))
connectAuthEmulator(auth, given.firebaseUrl, { disableWarnings: true })
const client = createCubeClient({
  appId: given.appId,
  apiUrl: given.apiUrl,
  signer: localSigner(given.keys),
  credentialProvider: providerTokens(auth),
})
followLogout(client, auth)
const phones = firebasePhone(auth)
const emails = firebaseEmail(auth)
const google = firebaseGoogle(auth)
let sent: SentCode | null = null

const outcomeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) =>
      isCubeError(error) ? [error.code, ...Object.keys(error.fields)].join(' ') : String(error),
  )
const enter = async (credentials: LoginCredentials | null | undefined | void): Promise<void> => {
  if (credentials) await login(client, credentials)
}

globalThis.firebaseTab = {
  changes: [],
  sendCode: (phone) => outcomeOf(phones.sendCode(phone).then((code) => (sent = code))),
  resendInMs: () => (sent?.resendAt ?? 0) - Date.now(),
  confirm: (code) => outcomeOf(Promise.resolve(sent?.confirm(code)).then(enter)),
  email: (way, email, password = '') => outcomeOf(emails[way](email, password).then(enter)),
  async google() {
    let isClosed = false
    const outcome = await outcomeOf(
      google().then((credentials) => {
        isClosed = credentials === null
        return enter(credentials)
      }),
    )
    return isClosed ? 'closed' : outcome
  },
  async read() {
    await client.ready()
    return outcomeOf(getUser(client, client.getSession().user?.id ?? 1))
  },
  logOut: async () => void (await logout(client)),
  async who() {
    await client.ready()
    await auth.authStateReady()
    const { status, user } = client.getSession()
    const { id = null, phone = null, email = null } = user ?? {}
    return { status, id, phone, email, uid: auth.currentUser?.uid ?? null }
  },
}
client.on('session', ({ type, reason }) => firebaseTab.changes.push(`${type} ${reason}`))
renderFirebaseForms({ client, verifier: phones, google })
