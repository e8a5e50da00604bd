import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { bundle as bundleStyles } from 'lightningcss'
import { renderToString } from 'react-dom/server'
import { root } from '../../scripts/root.ts'
import { renderForm } from './renderForm.tsx'
import { bundleForBrowsers } from './tabPage.ts'

/** A site with a page for `formPage.tsx`, and one per form as a server renders it, without any script. */
export interface FormSite {
  readonly url: string
  /** The requests that came, with their bodies. */
  readonly requests: readonly string[]
  stop(): Promise<void>
}

/** Serves it under the strictest policies: no script but its own, no text that becomes one, no other server. */
export async function serveForms(): Promise<FormSite> {
  const scripts = await bundleForBrowsers({ page: join(root, 'e2e/support/formPage.tsx') })
  const styles = bundleStyles({ filename: join(root, 'packages/ui/src/theme/styles.css') }).code.toString()
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src https: blob:',
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  // React writes style attributes into the HTML of a server.
  const serverPolicy = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

  const requests: string[] = []
  const server = createServer((request, response) => {
    const body: string[] = []
    request.setEncoding('utf8')
    request.on('data', (part: string) => body.push(part))
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${body.join('')}`)
      void answer(new URL(request.url ?? '/', 'http://localhost').pathname)
    })
    const answer = async (pathname: string): Promise<void> => {
      const script = scripts.get(pathname.slice(1))
      if (script !== undefined) return send('text/javascript', script)
      if (pathname === '/styles.css') return send('text/css', styles)
      if (pathname === '/') return sendPage(policy, '', '<script type="module" src="/page.js"></script>')
      const [, place, name = ''] = pathname.split('/')
      if (place === 'server') return sendPage(serverPolicy, renderToString(await renderForm(name)))
      response.writeHead(204).end()
    }
    const send = (type: string, text: string): void => {
      response.setHeader('content-type', `${type}; charset=utf-8`)
      response.end(text)
    }
    const sendPage = (policy: string, html: string, script = ''): void => {
      response.setHeader('content-security-policy', policy)
      send(
        'text/html',
        '<!doctype html><html lang="en"><title>Forms</title><link rel="stylesheet" href="/styles.css">' +
          `<body><div id="root">${html}</div>${script}</body></html>`,
      )
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
