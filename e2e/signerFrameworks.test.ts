import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { freePort } from '../scripts/freePort.ts'
import { root } from '../scripts/root.ts'
import { run, RunError } from '../scripts/run.ts'
import { installConsumer, installProject } from './support/consumer.ts'
import { everythingStored } from './support/everythingStored.ts'
import { filesIn } from './support/tarball.ts'
import { openWatchedPage } from './support/watchedPage.ts'

const appId = 4711
const keys = { authKey: 'canary-auth-key', authSecret: 'canary-auth-secret' }
const page = 'https://app.test'

let emulator: EmulatorServer
const children: ChildProcess[] = []

beforeAll(async () => {
  emulator = await startEmulator({ appId, ...keys, signatures: 'require' })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await emulator?.stop()
})

/** Starts a server; resolves when it prints a line that says so. Gives what it prints from then on. */
async function start(
  args: string[],
  { cwd, env, ready }: { cwd: string; env: Record<string, string>; ready: RegExp },
): Promise<() => string> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`The server ended with code ${String(code)}:\n${printed}`)))
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`
        if (ready.test(line)) resolve()
      })
    }
  })
  return () => printed
}

/** Where a server listens, and what a caller must send whom it knows. */
interface Known {
  url: string
  headers: Record<string, string>
}

/** What every server must do alike, whatever it is written with. */
function testSigner(known: () => Known): void {
  const ask = (path: string, body: string, more: Record<string, string> = {}): Promise<Response> =>
    fetch(`${known().url}/api/cube/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CBK-Signer': '1', ...known().headers, ...more },
      body,
    })

  test('I12: it signs the fixed shape, which opens a session where signatures are required', async () => {
    const answer = await ask('sign', '{"user":{"login":"victim"},"nonce":1}')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const body = (await answer.json()) as Record<string, unknown>
    expect(Object.keys(body)).toEqual(['application_id', 'auth_key', 'nonce', 'timestamp', 'signature'])
    expect(body).toMatchObject({ application_id: appId, auth_key: keys.authKey })
    const opened = await fetch(`${emulator.url}/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(opened.status).toBe(201)
  })

  test('rows 113 and 116: refuses strangers, foreign pages, forms, giants and what is no JSON, without a word', async () => {
    const { url, headers } = known()
    const answers = await Promise.all([
      ask('sign', '{}', { Authorization: '', Cookie: '' }),
      ask('sign', '{}', { Origin: 'https://evil.test' }),
      ask('sign', '{}', { Origin: 'null' }),
      ask('sign', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ask('sign', '{'),
      ask('sign', JSON.stringify({ a: 'x'.repeat(1100) })),
      fetch(`${url}/api/cube/sign`, { headers }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 415, 400, 413, 405])
    const said = await Promise.all(answers.map((answer) => answer.text()))
    expect(said.filter((text) => text !== '')).toEqual([])
  })

  test('its broker makes a guest, and gives the session alone', async () => {
    const answer = await ask('session', JSON.stringify({ kind: 'guest', full_name: 'Olof & Ann' }))
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({
      session: expect.objectContaining({
        token: expect.any(String),
        user: expect.objectContaining({ full_name: 'Olof & Ann', is_guest: true }),
      }),
    })
  })
}

describe('Express and Hono', () => {
  const setUp = `
    import { createSessionBroker, createSignerHandler, sameSecret, toNodeListener } from '@cubekit/core/server'
    const { CUBE_APP_ID, CUBE_AUTH_KEY, CUBE_AUTH_SECRET, CUBE_API_URL, APP_ORIGIN, APP_TOKEN, PORT } = process.env
    const options = {
      appId: Number(CUBE_APP_ID),
      authKey: CUBE_AUTH_KEY,
      authSecret: CUBE_AUTH_SECRET,
      apiUrl: CUBE_API_URL,
      origins: [APP_ORIGIN],
      authorize: (request) => sameSecret(request.headers.get('Authorization')?.replace('Bearer ', ''), APP_TOKEN),
    }
    const sign = createSignerHandler(options)
    const openSession = createSessionBroker(options)`

  const servers = {
    'express.js': `${setUp}
      import express from 'express'
      const app = express()
      app.all('/api/cube/sign', toNodeListener(sign))
      app.all('/api/cube/session', toNodeListener(openSession))
      app.listen(Number(PORT), '127.0.0.1', () => console.log('ready'))`,
    'expressWithParser.js': `${setUp}
      import express from 'express'
      const app = express()
      app.use(express.json())
      const cube = express.Router()
      cube.all('/sign', toNodeListener(sign))
      cube.all('/session', toNodeListener(openSession))
      app.use('/api/cube', cube)
      app.use((error, request, response, next) => response.status(error.status ?? 500).end())
      app.listen(Number(PORT), '127.0.0.1', () => console.log('ready'))`,
    'hono.js': `${setUp}
      import { Hono } from 'hono'
      import { serve } from '@hono/node-server'
      const app = new Hono()
      app.all('/api/cube/sign', (context) => sign(context.req.raw))
      app.all('/api/cube/session', (context) => openSession(context.req.raw))
      serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () => console.log('ready'))`,
  }

  let folder: string
  beforeAll(async () => {
    folder = await installProject(
      {
        dependencies: {
          '@cubekit/core': 'workspace:*',
          '@hono/node-server': '^1.19.0',
          express: '^5.3.0',
          hono: 'catalog:',
        },
        files: servers,
      },
      inject('tarballs'),
    )
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('the guide shows the lines that run here', () => {
    const guide = readFileSync(join(root, 'docs/guides/signing-on-your-server.md'), 'utf8')
    const lines = Object.values(servers).flatMap((code) => code.split('\n').map((line) => line.trim()))
    const adapters = lines.filter((line) => line.startsWith("app.all('/api/cube/sign'"))
    expect(adapters).toHaveLength(2)
    expect(adapters.filter((line) => !guide.includes(line))).toEqual([])
  })

  describe.each(Object.keys(servers))('%s', (file) => {
    let url = ''
    let printed = (): string => ''
    beforeAll(async () => {
      const port = await freePort(3200)
      url = `http://127.0.0.1:${port}`
      printed = await start([file], {
        cwd: folder,
        ready: /^ready$/,
        env: {
          PORT: String(port),
          CUBE_APP_ID: String(appId),
          CUBE_AUTH_KEY: keys.authKey,
          CUBE_AUTH_SECRET: keys.authSecret,
          CUBE_API_URL: emulator.url,
          APP_ORIGIN: page,
          APP_TOKEN: 'canary-token',
          NODE_ENV: 'production',
        },
      })
    })

    testSigner(() => ({ url, headers: { Origin: page, Authorization: 'Bearer canary-token' } }))

    test('row 117: whoever has another token is refused', async () => {
      const headers = { 'Content-Type': 'application/json', 'X-CBK-Signer': '1', Origin: page }
      const tokens = ['', 'Bearer ', 'Bearer canary-tokem', 'Bearer canary-token-and-more']
      const answers = await Promise.all(
        tokens.map((Authorization) =>
          fetch(`${url}/api/cube/sign`, {
            method: 'POST',
            body: '{}',
            headers: { ...headers, Authorization },
          }),
        ),
      )
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    })

    test('answers the preflight of the page, and of no other', async () => {
      const preflight = (origin: string): Promise<Response> =>
        fetch(`${url}/api/cube/sign`, {
          method: 'OPTIONS',
          headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
        })
      const answer = await preflight(page)
      expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')]).toEqual([204, page])
      expect((await preflight('https://evil.test')).status).toBe(403)
    })

    test('row 118: it has printed nothing', () => {
      expect(printed()).toBe('ready\n')
    })
  })
})

describe('Next.js: examples/nextjs', () => {
  let folder: string
  let url = ''
  let browser: Browser
  let printed = (): string => ''
  const next = 'node_modules/next/dist/bin/next'
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  const build = (): Promise<string> => run('node', [next, 'build'], { cwd: folder, env: quiet })

  beforeAll(async () => {
    folder = await installConsumer('nextjs', inject('tarballs'))
    mkdirSync(join(folder, 'app/edge/api/cube/sign'), { recursive: true })
    mkdirSync(join(folder, 'app/edge/api/cube/session'), { recursive: true })
    for (const route of ['sign', 'session']) {
      const text = readFileSync(join(folder, 'app/api/cube', route, 'route.ts'), 'utf8')
      writeFileSync(
        join(folder, 'app/edge/api/cube', route, 'route.ts'),
        `export const runtime = 'edge'\n${text.replace('../../../../', '../../../../../')}`,
      )
    }
    // Without a secret: it is wanted where the server runs, and not where it is built.
    await build()
    const port = await freePort(3300)
    url = `http://localhost:${port}`
    printed = await start([next, 'start', '--port', String(port), '--hostname', 'localhost'], {
      cwd: folder,
      ready: /Ready/,
      env: {
        ...quiet,
        CUBE_APP_ID: String(appId),
        CUBE_AUTH_KEY: keys.authKey,
        CUBE_AUTH_SECRET: keys.authSecret,
        CUBE_API_URL: emulator.url,
        APP_ORIGIN: url,
      },
    })
    browser = await chromium.launch(inject('chromium'))
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  describe('the signer, for whom the page has given a cookie', () => {
    let cookie = ''
    beforeAll(async () => {
      const [given = ''] = (await fetch(url)).headers.getSetCookie()
      expect(given).toMatch(/^visitor=[\w-]+;.*HttpOnly/i)
      cookie = given
    })
    testSigner(() => ({ url, headers: { Origin: url, Cookie: cookie } }))

    describe('in the edge runtime', () => {
      testSigner(() => ({ url: `${url}/edge`, headers: { Origin: url, Cookie: cookie } }))
    })
  })

  test('row 96: nothing of the server’s half, and no secret, is in what browsers load', () => {
    const files = filesIn(join(folder, '.next/static'))
    const code = files.map((file) => readFileSync(join(folder, '.next/static', file), 'utf8')).join('\n')
    // A failure must not print megabytes.
    const found = (trace: string): boolean => code.includes(trace)
    expect(['X-CBK-Signer'].filter(found)).toHaveLength(1)
    const traces = ['Access-Control-Allow-Origin', 'authSecret is missing', 'CUBE_AUTH', 'canary-auth']
    expect(traces.filter(found)).toEqual([])
  })

  test.each(['guest', 'person'] as const)(
    'a %s signs in, and is greeted by the server after a reload',
    async (kind) => {
      const watched = await openWatchedPage(browser)
      onTestFinished(watched.close)
      const { page } = watched
      const [person] = emulator.people
      if (person === undefined) throw new Error('The emulator has no people.')
      const first = await page.goto(url)
      expect(await first?.text()).toContain('Password')

      const name = kind === 'guest' ? 'Olof & Ann' : person.full_name
      if (kind === 'guest') {
        await page.getByLabel('Full name').fill(name)
        await page.getByRole('button', { name: 'Continue', exact: true }).click()
      } else {
        await page.getByLabel(/login or email/i).fill(person.login)
        await page.getByLabel('Password', { exact: true }).fill(person.password)
        await page.getByRole('button', { name: 'Sign in' }).click()
      }
      const greeting = page.getByRole('heading', { name: `Hello, ${name}` })
      await greeting.waitFor()

      const again = await page.reload()
      const html = (await again?.text()) ?? ''
      expect(html).toContain('Hello, ')
      expect(html).not.toContain('Password')
      await greeting.waitFor()

      const stored = await everythingStored(page)
      const tokens = stored.flatMap(({ value }) =>
        [...value.matchAll(/"token":"([^"]+)"/g)].map(([, token]) => token ?? ''),
      )
      expect(tokens.length).toBeGreaterThan(0)
      for (const secret of [...tokens, ...Object.values(keys), person.password]) {
        expect(html).not.toContain(secret)
        expect(watched.requests.filter((address) => address.includes(secret))).toEqual([])
        expect(watched.console.filter((line) => line.includes(secret))).toEqual([])
        expect(printed()).not.toContain(secret)
      }

      await page.getByRole('button', { name: 'Log out' }).click()
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      expect(await (await page.reload())?.text()).not.toContain('Hello, ')
      expect(watched.complaints).toEqual([])
    },
  )

  test('row 96: a client component that imports the server’s half fails the build, which says what to do', async () => {
    writeFileSync(
      join(folder, 'app/Home.tsx'),
      `'use client'
       import { createSignerHandler } from '@cubekit/core/server'
       export function Home() { return String(createSignerHandler) }`,
    )
    const error: unknown = await build().then(
      () => new Error('This build should have failed.'),
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(RunError)
    expect((error as RunError).output).toContain('holds your auth secret and must not be in a browser bundle')
  })
})
