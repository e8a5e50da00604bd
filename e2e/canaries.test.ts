import { createCubeClient, getUserQuery, localSigner, login, memoryStorage } from '@cubekit/core'
import { startEmulator } from '@cubekit/emulator/node'
import type { EmulatorServer } from '@cubekit/emulator/node'
import { dehydrate, QueryClient } from '@tanstack/react-query'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { CanaryApp } from './support/canaryApp.tsx'
import { serveCanarySite } from './support/canarySite.ts'
import type { CanarySite } from './support/canarySite.ts'
import type { CrashableChromium } from './support/crashableChromium.ts'
import { report, startTabChromium } from './support/tabPage.ts'
import { textOf } from './support/textOf.ts'
import { noteToken, sinkNames, watchSecrets } from './support/watchSecrets.ts'

// Four secrets, twelve places where none may be, and everything that people do. The numbers of the rows are those
// of the fault matrix in docs/reliability.md.

const authSecret = 'canary-auth-secret-4c1d90'
const password = 'canary-password-77ab3e'
const providerToken = 'canary-provider-token-b2f60a'

/** Where requests may go. */
const origins = (): string[] => [site, emulator].map(({ url }) => new URL(url).origin)

const patience = { timeout: 10_000 }

let browser: CrashableChromium
let emulator: EmulatorServer
let site: CanarySite

beforeAll(async () => {
  browser = await startTabChromium(inject('chromium'))
  emulator = await startEmulator({
    authSecret,
    signatures: 'require',
    // As an app's identity provider that is careless: it repeats what it is asked.
    cidp: ({ login, password: given }) =>
      given === password || given === providerToken
        ? { outcome: 'accepted', uid: login, profile: { login, full_name: 'Ada Lovelace' } }
        : { outcome: 'refused', remote: { status: 401, body: JSON.stringify({ login, password: given }) } },
  })
  site = await serveCanarySite(emulator)
})
afterAll(async () => {
  await site?.stop()
  await emulator?.stop()
  await browser?.crash()
})

test('rows 46, 97, 98, 99 and 100: four secrets are in none of twelve places, over everything that people do', async () => {
  const elsewhere = await listenElsewhere()
  const page = await browser.context.newPage()
  onTestFinished(() => page.close())
  const watched = await watchSecrets(page, origins())
  await page.goto(site.url)

  const status = (text: string): Promise<void> =>
    page.getByRole('status').getByText(text, { exact: true }).waitFor(patience)
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  const type = (label: string, text: string): Promise<void> =>
    page.getByRole('textbox', { name: label, exact: true }).fill(text)
  const submit = async (secret: string): Promise<void> => {
    await type('Login or email', 'ada')
    await page.getByLabel('Password', { exact: true }).fill(secret)
    await page.keyboard.press('Enter')
  }
  const read = async (result: string): Promise<void> => {
    const note = page.getByRole('note')
    const before = await note.getAttribute('title')
    await press('Read')
    await expect.poll(() => note.getAttribute('title'), { timeout: 10_000 }).not.toBe(before)
    await note.getByText(result, { exact: true }).waitFor(patience)
  }

  // A guest.
  await status('signed-out')
  await type('Full name', 'Grace')
  await press('Continue')
  await status('guest')
  await read('read Grace')
  await watched.look()
  await press('Log out')
  await status('signed-out')

  // Sign-ins that fail: a wrong password, which is repeated in the answer, and servers and networks that fail.
  await submit(`${password}-wrong`)
  await page.getByRole('alert').waitFor(patience)
  await watched.look()
  // Only what it was sent can a server repeat.
  for (const [path, repeated] of [
    ['/login', password],
    ['/session', 'no'],
  ] as const) {
    const body = { errors: { base: [`${repeated} is not good`], password: [repeated] } }
    for (const fault of [
      { kind: 'offline' },
      { kind: 'html200' },
      { kind: 'truncate' },
      { kind: 'redirect', location: `${elsewhere.url}/portal` },
      { kind: 'status', status: 422, body },
      { kind: 'status', status: 429, body, retryAfter: 1 },
      { kind: 'status', status: 500, body: `<p>${password} ${authSecret}</p>` },
      { kind: 'errors200', body: { errors: [`Unauthorized on remote side: ${repeated}`] } },
    ] as const) {
      const recover = emulator.faults.add({ ...fault, path })
      expect(await attempt(page, password)).not.toBe('done')
      recover()
    }
  }
  await browser.context.setOffline(true)
  expect(await attempt(page, password)).toBe('unreachable')
  await submit(password)
  await page.getByText("We couldn't reach the server.").waitFor(patience)
  await watched.look()
  await browser.context.setOffline(false)

  // A sign-in, and reading through all that goes wrong.
  await submit(password)
  await status('user')
  await read('read Ada Lovelace')
  await watched.look()
  for (const [fault, code] of [
    [{ kind: 'html200' }, 'protocol'],
    [{ kind: 'redirect', location: `${elsewhere.url}/users` }, 'unreachable'],
    [{ kind: 'status', status: 422, body: { errors: { base: ['no'] } } }, 'rejected'],
  ] as const) {
    const recover = emulator.faults.add({ ...fault, path: '/users' })
    await read(code)
    recover()
  }
  for (const token of watched.tokens) {
    const recover = emulator.faults.add({
      kind: 'status',
      status: 422,
      body: { errors: [`Session ${token} is odd`] },
      path: '/users',
    })
    await read('rejected')
    recover()
  }
  await page.reload()
  await status('user')

  // The session lapses: once it is renewed with the provider's token, once the person is asked.
  site.identity = { login: 'ada', password: providerToken }
  emulator.expireSessions()
  await read('read Ada Lovelace')
  await watched.look()
  site.identity = null
  emulator.expireSessions()
  await press('Read')
  await page.getByRole('alertdialog').waitFor(patience)
  await page.getByLabel('Password', { exact: true }).fill(`${password}-wrong`)
  await press('Sign in again')
  await page.getByText("That isn't the password of this account.").waitFor(patience)
  await watched.look()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await press('Sign in again')
  await status('user')
  await read('read Ada Lovelace')
  const whileSignedIn = await watched.look()
  await press('Log out')
  await status('signed-out')
  await watched.look()

  watched.add('HTML of a server', await renderOnServer(watched.tokens))
  for (const script of site.scripts.values()) watched.add('bundle', script)
  for (const request of elsewhere.requests) watched.add('requests to other origins', request)

  // It looked everywhere, and at real tokens.
  expect(watched.tokens.size).toBeGreaterThan(5)
  const texts = Object.fromEntries(sinkNames.map((name) => [name, watched.found.get(name) ?? []]))
  const unseen = sinkNames.filter((name) => name !== 'requests to other origins' && texts[name]?.length === 0)
  expect(unseen).toEqual([])
  expect(elsewhere.requests).toEqual([])
  expect(watched.violations).toEqual([])

  const secrets = { authSecret, password, providerToken }
  const named = Object.entries(secrets)
  for (const token of watched.tokens) named.push(['session token', token])
  const hits = named.flatMap(([name, secret]) =>
    watched.placesOf(secret).map((place) => `${name} in ${place}`),
  )
  expect(hits).toEqual([])

  // The one place where a session token may be, and nothing else is.
  const holding = whileSignedIn.filter(({ value }) =>
    [...watched.tokens].some((token) => value.includes(token)),
  )
  expect(holding.map(({ where }) => where)).toEqual([expect.stringMatching(/^indexedDB:cubekit\/sessions\//)])
  for (const { value } of whileSignedIn)
    for (const secret of Object.values(secrets)) expect(value).not.toContain(secret)

  const count = Object.values(texts).flat().length
  report(
    `4 secrets (${watched.tokens.size} session tokens) in ${sinkNames.length} places`,
    '0 hits',
    `0 hits in ${count} texts; 0 violations of CSP with Trusted Types`,
  )
})

test('the search finds a secret wherever it is', async () => {
  const elsewhere = await listenElsewhere()
  const page = await browser.context.newPage()
  onTestFinished(() => page.close())
  const watched = await watchSecrets(page, origins())
  await page.goto(site.url)
  const planted = 'planted-secret-5d'
  await page.evaluate(async (secret) => {
    document.body.dataset['secret'] = secret
    console.log({ secret })
    await fetch(`/nothing?token=${secret}`)
    history.replaceState({ secret }, '')
    localStorage.setItem('secret', secret)
    new BroadcastChannel('secrets').postMessage({ secret })
  }, planted)
  await watched.look()
  await page.goto(`${elsewhere.url}/?token=${planted}`)
  const hidden = Object.defineProperty(new Error('no', { cause: new Error(planted) }), 'secret', { value: 1 })
  watched.add('thrown errors', textOf(hidden))
  const queryClient = new QueryClient()
  queryClient.setQueryData(['secrets'], { token: planted })
  watched.add('query and mutation caches', textOf(dehydrate(queryClient)))
  watched.add('HTML of a server', `<p>${planted}</p>`)
  watched.add('bundle', planted)
  expect(watched.placesOf(planted)).toEqual(sinkNames)
})

function attempt(page: Page, secret: string): Promise<string> {
  return page.evaluate((password) => canaryTab.attempt({ login: 'ada', password }), secret)
}

/** Somebody else's server, which notes all that comes. */
async function listenElsewhere(): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(JSON.stringify([request.method, request.url, request.headers]))
    response
      .writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' })
      .end('{}')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** What a server sends for somebody who is signed in on it: the page's HTML, and the cache that goes with it. */
async function renderOnServer(tokens: Set<string>): Promise<string> {
  const { appId } = emulator.clientOptions
  const client = createCubeClient({
    appId,
    apiUrl: emulator.url,
    signer: localSigner(emulator.keys),
    storage: memoryStorage(),
    async fetch(input, init) {
      const answer = await fetch(input, init)
      noteToken(tokens, await answer.clone().text())
      return answer
    },
  })
  const user = await login(client, { login: 'ada', password })
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(getUserQuery(client, user.id))
  const app = createElement(CanaryApp, {
    client,
    queryClient,
    initialSession: { status: 'user', user },
    onError: () => {},
  })
  const html = renderToString(app) + JSON.stringify(dehydrate(queryClient))
  expect(html).toContain('Ada Lovelace')
  return html
}
