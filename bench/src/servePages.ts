import { bundle as bundleStyles } from 'lightningcss'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.ts'

/** Something to look at in a browser. */
export interface Page {
  /** Its source code. It finds an element with the id `root`. */
  readonly entry: string
  readonly hasStyles?: boolean
  /** Where its packages are, if not here. */
  readonly packages?: string
}

/** Where the pages are: each in a folder of its name. */
interface Site {
  readonly url: string
  readonly stop: () => void
}

const stylesheet = fileURLToPath(new URL('../../packages/ui/src/theme/styles.css', import.meta.url))

/** Serves pages as static files that no cache keeps. */
export async function servePages(purpose: string, pages: Readonly<Record<string, Page>>): Promise<Site> {
  const files = new Map<string, string>()
  const styles = bundleStyles({ filename: stylesheet, minify: true }).code.toString()
  for (const [name, { entry, hasStyles = false, packages }] of Object.entries(pages)) {
    const { url } = await bundle(`${purpose}-${name}`, entry, packages === undefined ? {} : { packages })
    const script = fileURLToPath(url)
    const link = hasStyles ? '<link rel="stylesheet" href="styles.css">' : ''
    files.set(
      `/${name}/`,
      `<!doctype html><html lang="en"><title>${name}</title>${link}<div id="root"></div>` +
        `<script type="module" src="${basename(script)}"></script></html>`,
    )
    // What is loaded on demand stands beside it.
    for (const file of await readdir(dirname(script))) {
      files.set(`/${name}/${file}`, await readFile(join(dirname(script), file), 'utf8'))
    }
    if (hasStyles) files.set(`/${name}/styles.css`, styles)
  }
  const types = { js: 'text/javascript', css: 'text/css' }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const extension = path.split('.').at(-1)
    const type = extension === 'js' || extension === 'css' ? types[extension] : 'text/html'
    const body = files.get(path)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const stop = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}
