import { createCubeClient, localSigner } from '@cubekit/core'
import { createEmulator } from '@cubekit/emulator'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CubeProvider, SignedIn, SignedOut, useCurrentUser, useLogin, useLogout } from './index.ts'

const password = 'canary-password-5e1b'

function Door() {
  const signIn = useLogin()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        signIn.mutate({ login: textOf(form.get('login')), password: textOf(form.get('password')) })
      }}
    >
      <input name="login" aria-label="Login" onInput={signIn.prepare} />
      <input name="password" aria-label="Password" type="password" />
      <button type="submit">Sign in</button>
      <p role="status">{signIn.error?.code}</p>
    </form>
  )
}

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '')

function Room() {
  const logout = useLogout()
  return (
    <>
      <h1>{useCurrentUser()?.full_name}</h1>
      <button type="button" onClick={() => logout.mutate()}>
        Log out
      </button>
    </>
  )
}

test('a page shows and keeps no secret, but the token in one record of IndexedDB', async () => {
  // The sources alone are more entries than a browser keeps by itself.
  performance.setResourceTimingBufferSize(10_000)
  const appId = crypto.getRandomValues(new Uint32Array(1))[0]! + 1
  const emulator = createEmulator({
    appId,
    users: [{ login: 'ada', email: 'ada@example.com', full_name: 'Ada Lovelace', password }],
  })
  const tokens = new Set<string>()
  const fetch = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const answer = await emulator.fetch(request.clone())
    const token = /"token":\s*"([^"]+)"/.exec(await answer.clone().text())?.[1]
    if (token) tokens.add(token)
    // The same address on a real server, so that the browser takes its own notes of the request.
    const { pathname, search } = new URL(request.url)
    await globalThis.fetch(pathname + search, { method: request.method })
    return answer
  }
  const client = createCubeClient({ ...emulator.clientOptions, fetch, signer: localSigner(emulator.keys) })
  render(
    <CubeProvider client={client}>
      <SignedOut>
        <Door />
      </SignedOut>
      <SignedIn>
        <Room />
      </SignedIn>
    </CubeProvider>,
  )

  const submit = async (typed: string): Promise<void> => {
    type(await screen.findByLabelText('Login'), 'ada')
    type(screen.getByLabelText('Password'), typed)
    screen.getByRole('button', { name: 'Sign in' }).click()
  }
  await submit(`${password}-wrong`)
  await screen.findByText('invalid-credentials')
  await submit(password)
  await screen.findByRole('heading', { name: 'Ada Lovelace' })

  const noted = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  expect(noted).toEqual(expect.arrayContaining(['/session', '/login']))
  expect(tokens.size).toBeGreaterThan(0)
  const hits = async (): Promise<string[]> => {
    const places = await everyPlace()
    return [password, emulator.keys.authSecret, ...tokens].flatMap((secret) =>
      places
        .filter(([, text]) => text.includes(secret))
        .map(([place]) => (tokens.has(secret) ? `a token in ${place}` : `${secret} in ${place}`)),
    )
  }
  expect(await hits()).toEqual([
    `a token in IndexedDB cubekit/sessions/"${appId} ${emulator.clientOptions.apiUrl}"`,
  ])

  screen.getByRole('button', { name: 'Log out' }).click()
  await screen.findByRole('button', { name: 'Sign in' })
  await expect.poll(() => emulator.db.sessions.list().filter(({ userId }) => userId !== null)).toEqual([])
  expect(await hits()).toEqual([])
})

/** React listens to the event, not to the property. */
function type(field: HTMLElement, text: string): void {
  if (!(field instanceof HTMLInputElement)) throw new Error('This is no field.')
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Everything in which a page could leave something behind, by name. */
async function everyPlace(): Promise<[name: string, text: string][]> {
  const fields = [...document.querySelectorAll('input')].map(({ value }) => value)
  const places: [string, string][] = [
    ['the address', location.href],
    ['the history', JSON.stringify(history.state)],
    ['the title', document.title],
    ['the name of the window', window.name],
    ['the referrer', document.referrer],
    ['the cookies', document.cookie],
    ['the document', document.documentElement.outerHTML],
    ['a field', fields.join('\n')],
    ['the performance entries', JSON.stringify(performance.getEntries())],
    ['localStorage', JSON.stringify(Object.entries(localStorage))],
    ['sessionStorage', JSON.stringify(Object.entries(sessionStorage))],
    ['the caches', JSON.stringify(await caches.keys())],
  ]
  for (const { name = '' } of await indexedDB.databases()) places.push(...(await contentOf(name)))
  return places
}

async function contentOf(name: string): Promise<[name: string, text: string][]> {
  const database = await answerOf(indexedDB.open(name))
  const content: [string, string][] = []
  for (const storeName of database.objectStoreNames) {
    const store = database.transaction(storeName).objectStore(storeName)
    const [keys, values] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())])
    keys.forEach((key, at) => {
      content.push([`IndexedDB ${name}/${storeName}/${JSON.stringify(key)}`, JSON.stringify(values[at])])
    })
  }
  database.close()
  return content
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })
}
