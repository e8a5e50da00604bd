import {
  type AvatarUploadState,
  type CubeClient,
  createAndUpload,
  createCubeClient,
  getFileUrl,
  isCubeError,
  localSigner,
  login,
  logout,
  removeAvatar,
  sweepAvatars,
  uploadAvatar,
} from '@cubekit/core'
import { CubeProvider, SignedIn, useCurrentUser } from '@cubekit/react'
import { AvatarUpload } from '@cubekit/ui/avatar-upload'
import { UserButton } from '@cubekit/ui/user-button'
import { UserCard } from '@cubekit/ui/user-card'
import { UserList } from '@cubekit/ui/user-list'
import { type ReactElement, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'

// The page of `avatarPage.ts`: a client, what shows avatars, and the strings to pull on `globalThis.avatarTab`.

/** What the page is told by the server that it comes from. */
export interface AvatarGiven {
  readonly appId: number
  readonly apiUrl: string
  readonly keys: { readonly authKey: string; readonly authSecret: string }
  /** Who, at `?renews`, renews their session when it lapses. */
  readonly provider: { readonly login: string; readonly password: string }
}

/** How an upload went. */
export interface UploadReport {
  /** `done`, or the error's code. */
  readonly outcome: string
  /** What the storage said, if it refused. */
  readonly details: readonly string[]
  /** The states that were told, each once. */
  readonly states: readonly string[]
  /** The bytes that were told while it was sent. */
  readonly sent: readonly number[]
}

/** What a test can do in the page. */
export interface AvatarTab {
  readonly client: CubeClient
  signIn(credentials: { readonly login: string; readonly password: string }): Promise<string>
  logOut(): Promise<unknown>
  /** Uploads a picture of this colour. `cancelAt` is the state in which it is given up. */
  upload(colour: string, cancelAt?: string): Promise<UploadReport>
  /** Uploads a file of so many bytes, which is no avatar. */
  uploadFile(bytes: number): Promise<UploadReport>
  remove(): Promise<string>
  sweep(): Promise<string>
  /** The bytes of a photo of this colour. */
  photo(colour: string): Promise<number[]>
  /** The address of a file. */
  urlOf(uid: string): Promise<string>
  /** The state that the present upload is in. */
  state: string
}

declare global {
  var avatarTab: AvatarTab
}

const given = JSON.parse(document.getElementById('given')?.textContent ?? '{}') as AvatarGiven
const client = createCubeClient({
  appId: given.appId,
  apiUrl: given.apiUrl,
  signer: localSigner(given.keys),
  ...(location.search === '?renews' && { credentialProvider: async () => given.provider }),
})

const codeOf = (error: unknown): string => (isCubeError(error) ? error.code : String(error))
const outcomeOf = (act: Promise<unknown>): Promise<string> => act.then(() => 'done', codeOf)

async function report(
  upload: (told: { onState(state: AvatarUploadState): void }) => Promise<unknown>,
): Promise<UploadReport> {
  const states: string[] = []
  const sent: number[] = []
  let details: readonly string[] = []
  const onState = (state: AvatarUploadState): void => {
    avatarTab.state = state.status
    if (states.at(-1) !== state.status) states.push(state.status)
    if (state.status === 'sending') sent.push(state.sent)
  }
  const outcome = await outcomeOf(
    upload({ onState }).catch((error: unknown) => {
      if (isCubeError(error)) details = error.details
      throw error
    }),
  )
  return { outcome, details, states, sent }
}

/** A photo of nothing, 1,200 pixels wide. */
async function paint(colour: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(1200, 900)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is no canvas.')
  context.fillStyle = colour
  context.fillRect(0, 0, 1200, 900)
  return canvas.convertToBlob({ type: 'image/jpeg' })
}

globalThis.avatarTab = {
  client,
  state: '',
  signIn: (credentials) => outcomeOf(login(client, credentials)),
  logOut: () => logout(client),
  async upload(colour, cancelAt) {
    const photo = await paint(colour)
    const giveUp = new AbortController()
    return report(({ onState }) =>
      uploadAvatar(client, photo, {
        signal: giveUp.signal,
        onState(state) {
          onState(state)
          if (state.status === cancelAt) giveUp.abort()
        },
      }),
    )
  },
  uploadFile: (bytes) =>
    report(({ onState }) =>
      createAndUpload(
        client,
        new Blob([new Uint8Array(bytes)]),
        {},
        { onProgress: (sent, total) => onState({ status: 'sending', sent, total }) },
      ),
    ),
  remove: () => outcomeOf(removeAvatar(client)),
  sweep: () => outcomeOf(sweepAvatars(client)),
  photo: async (colour) => [...new Uint8Array(await (await paint(colour)).arrayBuffer())],
  urlOf: async (uid) => (await getFileUrl(client, uid)).url,
}

const everybody = { id: { in: [7, 8] } } as const

function App(): ReactElement {
  const status = useSyncExternalStore(client.subscribe, () => client.getSession().status)
  return (
    <CubeProvider client={client}>
      <p role="status">{status}</p>
      <SignedIn>{location.search === '?photo' ? <Photo /> : <Pictures />}</SignedIn>
    </CubeProvider>
  )
}

function Pictures(): ReactElement | null {
  const user = useCurrentUser()
  return (
    user && (
      <>
        <UserButton />
        <UserCard user={user} />
        <UserList filter={everybody} />
      </>
    )
  )
}

/** Where one's own photo is changed, and a way to leave it. */
function Photo(): ReactElement {
  const [isHere, setHere] = useState(true)
  return (
    <>
      <button type="button" onClick={() => setHere(!isHere)}>
        {isHere ? 'Elsewhere' : 'Back'}
      </button>
      {isHere && <AvatarUpload />}
    </>
  )
}

const root = document.querySelector('#root')
if (root) createRoot(root).render(<App />)
