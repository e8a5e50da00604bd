import { type EmulatorServer, startEmulator } from '@cubekit/emulator/node'
import { verifyFirebaseToken } from '@cubekit/emulator'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'
import type { FirebaseEmulator } from './firebaseEmulator.ts'
import type { GivenToFirebasePage } from './firebasePage.ts'
import { bundleForBrowsers } from './tabPage.ts'

/** A site with the page of `firebasePage.ts`, and the ConnectyCube that it talks to. */
export interface FirebaseSite {
  readonly url: string
  readonly emulator: EmulatorServer
  /** What is to be served instead of Google's script. */
  readonly gapi: string
  stop(): Promise<void>
}

/** Serves it, with the SDK that `installFirebase` has installed. Our emulator takes this project's tokens. */
export async function serveFirebaseSite(
  installed: string,
  firebase: FirebaseEmulator,
  projectId: string,
): Promise<FirebaseSite> {
  const entries = {
    page: join(root, 'e2e/support/firebasePage.ts'),
    gapi: join(root, 'e2e/support/gapi.ts'),
  }
  const scripts = await bundleForBrowsers(entries, [
    {
      name: 'the installed Firebase, not the workspace’s',
      resolveId(source) {
        if (!source.startsWith('firebase/')) return null
        return this.resolve(source, join(installed, 'index.js'), { skipSelf: true })
      },
    },
  ])
  const verifier = verifyFirebaseToken({ projectId, keys: 'unsigned' })
  const emulator = await startEmulator({ providers: { firebase_phone: verifier, firebase_email: verifier } })
  const given: GivenToFirebasePage = {
    projectId,
    firebaseUrl: firebase.url,
    appId: emulator.clientOptions.appId,
    apiUrl: emulator.url,
    keys: emulator.keys,
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const script = scripts.get(pathname.slice(1))
    if (script !== undefined) return response.setHeader('content-type', 'text/javascript').end(script)
    if (pathname !== '/') return response.writeHead(204).end()
    response.setHeader('content-type', 'text/html; charset=utf-8')
    return response.end(
      `<!doctype html><html lang="en" data-given='${JSON.stringify(given)}'><title>App</title>` +
        '<body><script type="module" src="/page.js"></script></body></html>',
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    emulator,
    gapi: scripts.get('gapi.js') ?? '',
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await emulator.stop()
    },
  }
}
