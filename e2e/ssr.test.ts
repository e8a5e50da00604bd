import {
  createCubeClient,
  type CubeClient,
  type CubeUser,
  getUserQuery,
  localSigner,
  login,
  memoryStorage,
  parseUser,
  remoteSigner,
} from '@cubekit/core'
import { createEmulator } from '@cubekit/emulator'
import type { InitialSession } from '@cubekit/react'
import { dehydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createContext, runInContext } from 'node:vm'
import { createElement } from 'react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { rolldown } from 'rolldown'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { root } from '../scripts/root.ts'
import { App, type AppProps } from './support/ssr/App.tsx'

/** How many requests one process answers at the same time. */
const requests = 1000

/** A client as a server makes it for one request, and a fetch that must not be called. */
function clientOfRequest(): { client: CubeClient; fetch: ReturnType<typeof vi.fn<typeof globalThis.fetch>> } {
  const fetch = vi.fn<typeof globalThis.fetch>()
  return { client: createCubeClient({ appId: 1, signer: remoteSigner('/api/sign'), fetch }), fetch }
}

function personNamed(id: number, full_name: string): CubeUser {
  return parseUser({ id, full_name, login: `login-${id}` })
}

/** Renders as a server streams, to the last byte. */
function stream(props: AppProps): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        chunks.push(chunk)
        done()
      },
      final(done) {
        resolve(Buffer.concat(chunks).toString())
        done()
      },
    })
    const { pipe } = renderToPipeableStream(createElement(App, props), {
      onShellReady: () => void pipe(sink),
      onError: reject,
    })
  })
}

/** The same order for everybody who runs the test, and no order at all for the requests. */
function shuffled<T>(values: readonly T[], seed = 7): T[] {
  const left = [...values]
  const taken: T[] = []
  for (let state = seed; left.length > 0;) {
    state = (state * 48_271) % 2_147_483_647
    taken.push(...left.splice(state % left.length, 1))
  }
  return taken
}

describe('many requests in one process (row 106)', () => {
  it(`renders ${requests} people at once, and nobody into another's page`, async () => {
    const doors = Array.from({ length: requests * 2 }, () => Promise.withResolvers<void>())
    const rendered = Array.from({ length: requests }, (_, at) => {
      const name = `Person ${at} ${randomUUID()}`
      const { client, fetch } = clientOfRequest()
      // Every tenth is a guest, every seventh nobody.
      const initialSession: InitialSession =
        at % 7 === 0
          ? { status: 'signed-out' }
          : { status: at % 10 === 0 ? 'guest' : 'user', user: personNamed(at + 1, name) }
      const later = doors.slice(at * 2, at * 2 + 2).map(({ promise }) => promise)
      return { at, name, client, fetch, html: stream({ client, initialSession, later }) }
    })
    for (const door of shuffled(doors)) {
      door.resolve()
      await new Promise(setImmediate)
    }
    const names = rendered.map(({ name }) => name)
    const known = new Set(names)
    const strangers: string[] = []
    for (const { at, name, client, fetch, html } of rendered) {
      const text = await html
      const found = [...text.matchAll(/Person \d+ [0-9a-f-]{36}/g)].map(([whole]) => whole)
      if (found.some((each) => each !== name && known.has(each))) strangers.push(name)
      // In the title and in both parts that came later, for which others may have stood in before.
      if (at % 7 === 0) expect(found).toEqual([])
      else expect(found.length).toBeGreaterThanOrEqual(3)
      expect(text).toContain(at % 7 === 0 ? 'signed-out' : at % 10 === 0 ? 'guest' : 'user')
      expect(client.getSession().status).toBe('loading')
      expect(fetch).not.toHaveBeenCalled()
    }
    expect(strangers).toEqual([])
  })

  it('leaves no timer behind', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    for (let round = 0; round < 20; round++) {
      const { client } = clientOfRequest()
      renderToString(createElement(App, { client, initialSession: { status: 'signed-out' } }))
    }
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('HTML (row 109)', () => {
  it('has no token, no password and no key, though the server itself was signed in and read ahead', async () => {
    const emulator = createEmulator({
      authKey: `canary-key-${randomUUID()}`,
      authSecret: `canary-${randomUUID()}`,
    })
    const [person] = emulator.people
    if (!person) throw new Error('The emulator has no people.')
    const tokens: string[] = []
    const client = createCubeClient({
      ...emulator.clientOptions,
      fetch: async (input, init) => {
        const answer = await emulator.fetch(input, init)
        tokens.push(...(/"token":\s*"([^"]+)"/.exec(await answer.clone().text())?.slice(1) ?? []))
        return answer
      },
      signer: localSigner(emulator.keys),
      storage: memoryStorage(),
    })
    const user = await login(client, { login: person.login, password: person.password })
    const queryClient = new QueryClient()
    await queryClient.prefetchQuery(getUserQuery(client, user.id))
    const app = createElement(
      QueryClientProvider,
      { client: queryClient },
      createElement(App, { client, initialSession: { status: 'user', user } }),
    )
    const state = JSON.stringify({ cache: dehydrate(queryClient), initialSession: { status: 'user', user } })
    const html = `${renderToString(app)}<script type="application/json">${state}</script>`
    expect(html).toContain(person.full_name)
    expect(tokens.length).toBeGreaterThan(0)
    const secrets = [...tokens, person.password, emulator.keys.authKey, emulator.keys.authSecret]
    expect(secrets.filter((secret) => html.includes(secret))).toEqual([])
  })
})

describe('a host without a browser (row 107)', () => {
  /** All packages and a server renderer, as one script. */
  async function bundle(format: 'iife' | 'esm', body: string): Promise<string> {
    const entry = join(root, 'e2e/support/ssr/entry.js')
    const bundled = await rolldown({
      input: entry,
      cwd: root,
      logLevel: 'silent',
      platform: 'neutral',
      resolve: {
        conditionNames: ['@cubekit/source', 'edge-light', 'import', 'default'],
        mainFields: ['module', 'main'],
      },
      transform: { define: { 'process.env.NODE_ENV': '"production"' } },
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === entry ? id : null),
          load: (id) => (id === entry ? body : null),
        },
      ],
    })
    const { output } = await bundled.generate({ format, name: 'app', codeSplitting: false })
    await bundled.close()
    return output[0].code
  }

  const everything = `
    export * as core from '@cubekit/core'
    export * as cubekit from '@cubekit/react'
    export * as ui from '@cubekit/ui'
    export { App } from ${JSON.stringify(join(root, 'e2e/support/ssr/App.tsx'))}
    export { createElement } from 'react'
    export { renderToString } from 'react-dom/server.edge'`

  it('imports on an edge worker without window, crypto and indexedDB: no throw, no timer, no request', async () => {
    const code = await bundle('iife', everything)
    const calls: string[] = []
    const note = (name: string) => () => {
      calls.push(name)
    }
    const { URL, URLSearchParams, Request, Response, Headers, AbortController, AbortSignal } = globalThis
    const standards = { URL, URLSearchParams, Request, Response, Headers, AbortController, AbortSignal }
    const context = createContext(
      {
        ...standards,
        TextEncoder,
        TextDecoder,
        ReadableStream,
        console: { error: note('console.error'), warn: note('console.warn'), log: note('console.log') },
        fetch: note('fetch'),
        setTimeout: note('setTimeout'),
        setInterval: note('setInterval'),
        setImmediate: note('setImmediate'),
        queueMicrotask: note('queueMicrotask'),
        addEventListener: note('addEventListener'),
      },
      // As on workers, where no text becomes code.
      { codeGeneration: { strings: false, wasm: false } },
    )
    runInContext(code, context)
    expect(calls).toEqual([])

    const html: unknown = runInContext(
      `{
        const client = app.core.createCubeClient({ appId: 1, signer: app.core.remoteSigner('/api/sign') })
        app.renderToString(app.createElement(app.App, { client })) + client.getSession().status
      }`,
      context,
    )
    expect(html).toMatch(/>loading.*One moment….*loading$/s)
    expect(calls).toEqual([])
    for (const name of [
      'window',
      'document',
      'crypto',
      'indexedDB',
      'localStorage',
      'navigator',
      'process',
    ]) {
      expect(runInContext(`typeof ${name}`, context)).toBe('undefined')
    }
  })

  it('imports in plain Node, which then has nothing left to do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cubekit-import-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'app.mjs')
    writeFileSync(file, await bundle('esm', everything))
    const script = `
      const calls = []
      for (const name of ['fetch', 'setTimeout', 'setInterval', 'setImmediate']) {
        const real = globalThis[name]
        globalThis[name] = (...args) => (calls.push(name), real(...args))
      }
      const before = process.getActiveResourcesInfo().length
      const app = await import(${JSON.stringify(file)})
      const client = app.core.createCubeClient({ appId: 1, signer: app.core.remoteSigner('/api/sign') })
      const html = app.renderToString(app.createElement(app.App, { client }))
      const left = process.getActiveResourcesInfo().slice(before)
      process.stdout.write(JSON.stringify({ calls, left, status: client.getSession().status, html }))`
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    })
    const { html, ...rest } = JSON.parse(printed) as { html: string }
    expect(rest).toEqual({ calls: [], left: [], status: 'loading' })
    expect(html).toContain('One moment…')
  })
})
