import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { root } from '../scripts/root.ts'
import { run } from '../scripts/run.ts'
import { installProject } from './support/consumer.ts'
import { everythingStored } from './support/everythingStored.ts'
import { type FirebaseEmulator, startFirebaseEmulator } from './support/firebaseEmulator.ts'
import { type FirebaseSite, serveFirebaseSite } from './support/firebaseSite.ts'
import { installFirebase } from './support/installFirebase.ts'

// The real SDK against Firebase's own emulator, and our emulator looking at the ID tokens that come out.

const projectId = 'demo-cubekit'
const password = ' analytical engine '

let firebase: FirebaseEmulator
let site: FirebaseSite
let browser: Browser
beforeAll(async () => {
  const installed = await installFirebase()
  browser = await chromium.launch(inject('chromium'))
  firebase = await startFirebaseEmulator(installed, projectId)
  site = await serveFirebaseSite(installed, firebase, projectId)
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await firebase?.stop()
})

/** A browser of somebody's own. */
interface Stage {
  readonly context: BrowserContext
  readonly page: Page
  /** Everything that was asked for, as `METHOD address`. */
  readonly requests: string[]
  /** What should have gone to other machines. */
  readonly elsewhere: string[]
  readonly console: string[]
}

let people = 0
async function createStage(): Promise<Stage & { phone: string; email: string }> {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const requests: string[] = []
  const elsewhere: string[] = []
  const console: string[] = []
  await context.route('**/*', async (route) => {
    const request = route.request()
    const url = new URL(request.url())
    requests.push(`${request.method()} ${url.href}`)
    if (url.hostname === '127.0.0.1') return route.continue()
    elsewhere.push(url.hostname)
    return url.href.startsWith('https://apis.google.com/js/api.js')
      ? route.fulfill({ contentType: 'text/javascript', body: site.gapi })
      : route.fulfill({ contentType: 'text/css', body: '' })
  })
  context.on('console', (message) => console.push(`${message.type()}: ${message.text()}`))
  context.on('weberror', (error) => console.push(`error: ${String(error.error())}`))
  people += 1
  return {
    context,
    page: await open(context),
    requests,
    elsewhere,
    console,
    phone: `+4416329600${String(people).padStart(2, '0')}`,
    email: `ada${people}@example.com`,
  }
}

async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.url)
  return page
}

const who = (page: Page): ReturnType<typeof firebaseTab.who> => page.evaluate(() => firebaseTab.who())
const sendCode = (page: Page, phone: string): Promise<string> =>
  page.evaluate((number) => firebaseTab.sendCode(number), phone)
const confirm = (page: Page, code: string): Promise<string> =>
  page.evaluate((typed) => firebaseTab.confirm(typed), code)
const byEmail = (
  page: Page,
  ...args: Parameters<typeof firebaseTab.email>
): ReturnType<typeof firebaseTab.email> => page.evaluate((given) => firebaseTab.email(...given), args)
const read = (page: Page): Promise<string> => page.evaluate(() => firebaseTab.read())
const logOut = (page: Page): Promise<void> => page.evaluate(() => firebaseTab.logOut())

test('by phone: an invisible reCAPTCHA, a wrong code, another code, and in', async () => {
  const { page, phone, elsewhere, console } = await createStage()
  expect(await sendCode(page, phone)).toBe('done')
  expect(await page.evaluate(() => document.body.childElementCount)).toBe(2)
  expect(await page.evaluate(() => firebaseTab.resendInMs())).toBeGreaterThan(25_000)
  const first = await firebase.codeFor(phone)
  expect(first).toMatch(/^\d{6}$/)

  expect(await confirm(page, first === '000000' ? '000001' : '000000')).toBe('validation code')
  expect(await who(page)).toMatchObject({ status: 'signed-out', uid: null })

  expect(await sendCode(page, phone)).toBe('done')
  const second = await firebase.codeFor(phone)
  expect(await confirm(page, `${second.slice(0, 3)} ${second.slice(3)}`)).toBe('done')
  expect(await who(page)).toMatchObject({ status: 'user', phone, uid: expect.any(String) })
  // The code is used up, the person is not asked for another one.
  expect(await confirm(page, second)).toBe('done')

  expect(elsewhere).toEqual([])
  expect(console.filter((line) => /^(?:error|warning)/.test(line))).toEqual([
    // What Firebase's emulator does not have, the wrong code, and that again.
    expect.stringContaining('501 (Not Implemented)'),
    expect.stringContaining('400 (Bad Request)'),
    expect.stringContaining('501 (Not Implemented)'),
  ])
})

test('by phone: a number that is none', async () => {
  const { page } = await createStage()
  expect(await sendCode(page, '01632 960961')).toBe('validation phone')
})

test('by phone, with our form', async () => {
  const { page, phone, elsewhere } = await createStage()
  const code = page.getByLabel('Code', { exact: true })
  const problem = page.getByText("That code isn't right")
  await page.getByLabel('Phone number').fill(`0${phone.slice(3)}`)
  await page.getByRole('button', { name: 'Send code' }).click()
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor()
  await page.getByRole('button', { name: /^Send a new code in \d+ seconds$/ }).waitFor()
  const right = await firebase.codeFor(phone)
  await code.fill(right === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await problem.waitFor()
  await code.fill(right)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: `Hello, ${phone}` }).waitFor()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByLabel('Phone number').waitFor()
  await expect.poll(() => who(page)).toMatchObject({ status: 'signed-out', uid: null })
  expect(elsewhere).toEqual([])
})

test('by email: signing up, out, in, with a wrong password, and with an address that is taken', async () => {
  const { page, email, elsewhere } = await createStage()
  expect(await byEmail(page, 'signUp', email, 'weak')).toBe('validation password')
  expect(await byEmail(page, 'signUp', 'ada', password)).toBe('validation email')
  expect(await byEmail(page, 'signUp', email, password)).toBe('done')
  const { id, uid } = await who(page)
  expect(await who(page)).toMatchObject({ status: 'user', email })
  await logOut(page)
  expect(await byEmail(page, 'signUp', email, password)).toBe('validation email')
  expect(await byEmail(page, 'signIn', email, password.trim())).toBe('invalid-credentials')
  expect(await byEmail(page, 'signIn', 'nobody@example.com', password)).toBe('invalid-credentials')
  expect(await byEmail(page, 'signIn', email, '')).toBe('validation password')
  expect(await byEmail(page, 'signIn', ` ${email}`, password)).toBe('done')
  expect(await who(page)).toMatchObject({ status: 'user', id, uid })
  expect(elsewhere).toEqual([])
})

test('by email: a new password, without telling who has an account', async () => {
  const { page, email } = await createStage()
  expect(await byEmail(page, 'signUp', email, password)).toBe('done')
  expect(await byEmail(page, 'resetPassword', email)).toBe('done')
  expect(await byEmail(page, 'resetPassword', `nobody.${email}`)).toBe('done')
  expect((await firebase.resetMails()).filter((address) => address.endsWith(email))).toEqual([email])
  expect(await byEmail(page, 'resetPassword', 'ada')).toBe('validation email')
})

test('with Google: in a window of Firebase’s, which the person may close', async () => {
  const { context, page, email, elsewhere } = await createStage()
  const another = await open(context)
  const closing = (async () => {
    const opened = another.waitForEvent('popup')
    const outcome = another.evaluate(() => firebaseTab.google())
    await (await opened).close()
    return outcome
  })()

  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  const popup = await opened
  await popup.getByRole('button', { name: 'Add new account' }).click()
  await popup.locator('#email-input').fill(email)
  await popup.locator('#display-name-input').fill('Ada Lovelace')
  await popup.getByRole('button', { name: /Sign in with/i }).click()
  await page.getByRole('heading', { name: `Hello, ${email}` }).waitFor()
  expect(await who(page)).toMatchObject({ status: 'user', email, uid: expect.any(String) })
  expect(popup.isClosed()).toBe(true)
  expect(await closing).toBe('closed')
  // Google's script, for which we stand in, and what the emulator's window dresses with.
  const known = ['apis.google.com', 'unpkg.com', 'fonts.googleapis.com']
  expect(elsewhere.filter((host) => !known.includes(host))).toEqual([])
})

describe('a session that has lapsed', () => {
  const logins = (): number =>
    site.emulator.log.filter(({ method, path }) => method === 'POST' && path === '/login').length
  const refreshes = ({ requests }: Stage): number =>
    requests.filter((request) => /^POST .*\/v1\/token\?/.test(request)).length

  test('is renewed with Firebase’s token, and nobody is asked, also after a reload', async () => {
    const stage = await createStage()
    const { page, phone, elsewhere } = stage
    await sendCode(page, phone)
    expect(await confirm(page, await firebase.codeFor(phone))).toBe('done')
    const before = await who(page)
    const loginsBefore = logins()

    site.emulator.expireSessions()
    expect(await read(page)).toBe('done')
    expect([logins() - loginsBefore, refreshes(stage)]).toEqual([1, 0])
    // The same token is not tried again.
    site.emulator.expireSessions()
    expect(await read(page)).toBe('done')
    expect([logins() - loginsBefore, refreshes(stage)]).toEqual([2, 1])
    expect(await page.evaluate(() => firebaseTab.changes)).toEqual([
      'updated signed-in',
      'updated renewed',
      'updated renewed',
    ])

    await page.reload()
    site.emulator.expireSessions()
    expect(await read(page)).toBe('done')
    expect(await who(page)).toEqual(before)
    expect(elsewhere).toEqual([])
  })

  test('is not renewed for a Firebase user who was disabled', async () => {
    const { page, email } = await createStage()
    expect(await byEmail(page, 'signUp', email, password)).toBe('done')
    site.emulator.expireSessions()
    expect(await read(page)).toBe('done')
    await firebase.disable(email)
    site.emulator.expireSessions()
    expect(await read(page)).toBe('session-expired')
    expect((await who(page)).status).toBe('reauth-required')
    expect(await byEmail(page, 'signIn', email, password)).toBe('forbidden')
  })
})

test('a logout is one from Firebase too, in all tabs, and for good', async () => {
  const { context, page, email } = await createStage()
  expect(await byEmail(page, 'signUp', email, password)).toBe('done')
  const other = await open(context)
  expect(await who(other)).toMatchObject({ status: 'user', email, uid: expect.any(String) })
  await logOut(page)
  for (const each of [page, other]) {
    await expect.poll(() => who(each)).toMatchObject({ status: 'signed-out', uid: null })
    await each.reload()
    expect(await who(each)).toMatchObject({ status: 'signed-out', uid: null })
  }
})

test('a token is with Firebase and on its way to ConnectyCube, and nowhere else', async () => {
  const { page, email, requests, console } = await createStage()
  expect(await byEmail(page, 'signUp', email, password)).toBe('done')
  site.emulator.expireSessions()
  expect(await read(page)).toBe('done')
  const stored = await everythingStored(page)
  const kept = stored.find(({ where }) => where.includes('firebaseLocalStorageDb'))?.value ?? ''
  const tokens = ['accessToken', 'refreshToken'].map(
    (name) => new RegExp(`"${name}":"(?<token>[^"]+)"`).exec(kept)?.groups?.['token'] ?? '',
  )
  for (const secret of [...tokens, password]) {
    expect(secret.length).toBeGreaterThan(10)
    const elsewhere = stored.filter(
      ({ where, value }) => !where.includes('firebase') && value.includes(secret),
    )
    expect(elsewhere).toEqual([])
    const spoken = [...requests, ...console, await page.content(), JSON.stringify(site.emulator.log)]
    expect(spoken.filter((text) => text.includes(secret))).toEqual([])
  }
})

describe('the packed package, beside the real SDK', () => {
  const readme = readFileSync(join(root, 'packages/firebase/README.md'), 'utf8')
  const [setUp = '', ...calls] = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code)
  const app = `import { login } from '@cubekit/core'
    import { firebaseEmail, firebaseGoogle, firebasePhone } from '@cubekit/firebase'
    ${setUp}
    const verifier = firebasePhone(auth)
    export const signIn: () => Promise<unknown> = firebaseGoogle(auth)
    export async function everyCall(code: string, password: string): Promise<void> {
      ${calls.join('\n')}
    }`
  const config = {
    compilerOptions: {
      strict: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      module: 'nodenext',
      skipLibCheck: false,
      noEmit: true,
    },
    files: ['app.ts'],
  }

  let folder: string
  beforeAll(async () => {
    folder = await installProject(
      {
        dependencies: {
          '@cubekit/core': 'workspace:*',
          '@cubekit/firebase': 'workspace:*',
          firebase: '12.19.0',
        },
        files: { 'app.ts': app, 'tsconfig.json': JSON.stringify(config) },
      },
      inject('tarballs'),
    )
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(['node_modules/.bin/tsc', 'internal/typescript-5/node_modules/.bin/tsc'])(
    'compiles what its README shows, with %s',
    async (compiler) => {
      expect(calls).toHaveLength(2)
      const tsc = join(root, compiler)
      await expect(run(tsc, ['-p', '.', '--pretty', 'false'], { cwd: folder })).resolves.toBe('')
    },
  )

  test('is imported by Node without a bundler, where it does nothing', async () => {
    const script = `console.log(Object.keys(await import('@cubekit/firebase')).sort().join())`
    const printed = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder })
    expect(printed).toBe('firebaseEmail,firebaseGoogle,firebasePhone,followLogout,providerTokens\n')
  })
})
