import { createCubeClient, parseUser, remoteSigner } from '@cubekit/core'
import { createSignerHandler, toNodeListener } from '@cubekit/core/server'
import type { EmulatorServer } from '@cubekit/emulator/node'
import type { InitialSession } from '@cubekit/react'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { rolldown } from 'rolldown'
import { root } from '../../../scripts/root.ts'
import { App } from './App.tsx'
import type { PageData } from './PageData.ts'

/** A server with cookies of its own, a page rendered anew for each request, and a signer. */
export interface AppServer {
  readonly url: string
  /** What went out to browsers: pages and scripts. */
  readonly sent: readonly string[]
  stop(): Promise<void>
}

/** Serves the app. Its cookie `who` names a login, or `nobody`; without it the server knows nothing. */
export async function serveApp(emulator: EmulatorServer): Promise<AppServer> {
  const script = await bundleClient()
  const sent: string[] = []
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const { appId } = emulator.clientOptions
  const sign = toNodeListener(
    createSignerHandler({ appId, ...emulator.keys, origins: [origin], authorize: () => true }),
  )
  // As strict as an app can be. React writes `style` attributes.
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `connect-src 'self' ${emulator.url}`,
    "style-src-attr 'unsafe-inline'",
    'img-src data:',
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', origin)
    const answer = (type: string, body: string): void => {
      sent.push(body)
      response.writeHead(200, {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': policy,
        'cache-control': 'no-store',
      })
      response.end(body)
    }
    if (pathname === '/api/cube/sign') sign(request, response)
    else if (pathname === '/client.js') answer('text/javascript', script)
    else answer('text/html', renderPage(emulator, request.headers.cookie))
  })
  return {
    url: `${origin}/`,
    sent,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

function renderPage(emulator: EmulatorServer, cookie = ''): string {
  const initialSession = sessionOf(emulator, /\bwho=(?<who>[^;]*)/.exec(cookie)?.groups?.['who'])
  const data: PageData = {
    appId: emulator.clientOptions.appId,
    apiUrl: emulator.url,
    ...(initialSession && { initialSession }),
  }
  const client = createCubeClient({ ...data, signer: remoteSigner('/api/cube/sign') })
  const html = renderToString(createElement(App, { client, initialSession }))
  // So that no name can end the script.
  const json = JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
  return `<!doctype html><html lang="en"><title>App</title><link rel="icon" href="data:,">
<div id="root">${html}</div>
<script type="application/json" id="data">${json}</script><script type="module" src="/client.js"></script></html>`
}

function sessionOf({ people }: EmulatorServer, who: string | undefined): InitialSession | undefined {
  if (who === undefined) return undefined
  const person = people.find(({ login }) => login === who)
  if (!person) return { status: 'signed-out' }
  const { password: _, ...profile } = person
  return { status: 'user', user: parseUser(profile) }
}

async function bundleClient(): Promise<string> {
  const bundled = await rolldown({
    input: join(root, 'e2e/support/ssr/client.tsx'),
    cwd: root,
    logLevel: 'silent',
    platform: 'browser',
    resolve: { conditionNames: ['@cubekit/source', 'browser', 'import', 'default'] },
    // Warnings of React are what is looked for.
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
  })
  const { output } = await bundled.generate({ format: 'esm', codeSplitting: false })
  await bundled.close()
  return output[0].code
}
