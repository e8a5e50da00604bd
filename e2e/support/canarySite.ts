import { createSessionBroker, createSignerHandler, toNodeListener } from '@cubekit/core/server'
import type { EmulatorServer } from '@cubekit/emulator/node'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'
import { bundleForBrowsers } from './tabPage.ts'

/** The site of an app in signer mode, under the strictest policies. */
export interface CanarySite {
  readonly url: string
  /** All scripts of its page. */
  readonly scripts: ReadonlyMap<string, string>
  /** What the app's server gives for the person's renewal; `null` when the person has left there. */
  identity: { readonly login: string; readonly password: string } | null
  stop(): Promise<void>
}

/** Serves it: signer and broker hold the secret, the page does not. */
export async function serveCanarySite(emulator: EmulatorServer): Promise<CanarySite> {
  const scripts = await bundleForBrowsers({ page: join(root, 'e2e/support/canaryPage.tsx') })
  const given = { appId: emulator.clientOptions.appId, apiUrl: emulator.url }
  const listeners = new Map<string, ReturnType<typeof toNodeListener>>()
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `connect-src 'self' ${emulator.url}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const script = scripts.get(pathname.slice(1))
    if (script !== undefined) return response.setHeader('content-type', 'text/javascript').end(script)
    const listener = listeners.get(pathname)
    if (listener) return listener(request, response)
    if (pathname === '/identity') {
      response.writeHead(site.identity ? 200 : 401, { 'content-type': 'application/json' })
      return response.end(JSON.stringify(site.identity))
    }
    if (pathname !== '/') return response.writeHead(204).end()
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy)
    response.end(
      `<!doctype html><html lang="en" data-given='${JSON.stringify(given)}'><title>App</title>` +
        '<div id="root"></div><script type="module" src="/page.js"></script></html>',
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const options = { ...given, ...emulator.keys, origins: [url], authorize: () => 'the visitor' }
  listeners.set('/sign', toNodeListener(createSignerHandler(options)))
  listeners.set('/broker', toNodeListener(createSessionBroker(options)))
  const site: CanarySite = {
    url,
    scripts,
    identity: null,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
  return site
}
