import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** A server that knows nothing but files, as any web space does. */
export interface StaticSite {
  /** Address of the site's folder, with a slash at the end. */
  url: string
  stop(): Promise<void>
}

/** Serves the files of `folder` on this machine, below `under` (with slashes at both ends). */
export async function serveFolder(folder: string, under = '/'): Promise<StaticSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    void answer(pathname).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
      response.end(body)
    })
  })

  async function answer(pathname: string): Promise<{ status: number; type: string; body: Buffer | string }> {
    const missing = { status: 404, type: 'text/plain', body: 'Not found' }
    if (!pathname.startsWith(under)) return missing
    const path = decodeURIComponent(pathname.slice(under.length))
    const file = join(folder, normalize(`/${path === '' || path.endsWith('/') ? `${path}index.html` : path}`))
    const body = await readFile(file).catch(() => null)
    if (body === null) return missing
    return { status: 200, type: types[extname(file)] ?? 'application/octet-stream', body }
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${under}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
