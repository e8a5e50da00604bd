import { createEmulator } from '@cubekit/emulator'
import { expect, onTestFinished, test } from 'vitest'
import { asDataModules } from '../../test/browser/asDataModules.ts'

// A frame with `sandbox="allow-scripts"` has an origin of its own that may store nothing.

test('storage denied: a sandboxed frame signs in, asks, and logs out, in memory', async () => {
  const emulator = createEmulator()
  const [person] = emulator.people
  const frame = document.createElement('iframe')
  frame.sandbox.add('allow-scripts')
  const answers = new Promise<unknown>((resolve, reject) => {
    const listen = ({ source, data, ports }: MessageEvent): void => {
      if (source !== frame.contentWindow) return
      if (data.report) resolve(data.report)
      else if (data.failure) reject(new Error(data.failure))
      else void relay(data, ports[0]!)
    }
    window.addEventListener('message', listen)
    onTestFinished(() => window.removeEventListener('message', listen))
  })
  // The frame has no network: the page answers for the emulator.
  async function relay({ url, init }: { url: string; init: RequestInit }, port: MessagePort): Promise<void> {
    const answer = await emulator.fetch(url, init)
    port.postMessage({ status: answer.status, headers: [...answer.headers], text: await answer.text() })
  }

  const { imports, entry } = await asDataModules(new URL('../index.ts', import.meta.url).href)
  const { appId, apiUrl } = emulator.clientOptions
  const given = { appId, apiUrl, keys: emulator.keys, login: person!.login, password: person!.password }
  frame.srcdoc = `
    <script type="importmap">${JSON.stringify({ imports })}</script>
    <script type="module">
      const { appId, apiUrl, keys, login: name, password } = ${JSON.stringify(given)}
      const denied = []
      for (const storage of ['indexedDB', 'localStorage']) {
        try { storage === 'indexedDB' ? indexedDB.open('x') : localStorage } catch (error) { denied.push(error.name) }
      }
      const fetch = (url, { signal, ...init }) => new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => resolve(new Response(data.text, data))
        parent.postMessage({ url, init }, '*', [port2])
      })
      try {
        const { createCubeClient, getUser, localSigner, login, logout } = await import('${entry}')
        const client = createCubeClient({ appId, apiUrl, fetch, signer: localSigner(keys) })
        const statuses = []
        client.subscribe(() => statuses.push(client.getSession().status))
        const stop = client.start()
        await client.ready()
        const user = await login(client, { login: name, password })
        const read = await getUser(client, user.id)
        const { server } = await logout(client)
        stop()
        parent.postMessage({ report: { denied, origin, statuses: [...new Set(statuses)], read: read.id, server } }, '*')
      } catch (error) {
        parent.postMessage({ failure: String(error?.stack ?? error) }, '*')
      }
    </script>`
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  expect(await answers).toEqual({
    denied: ['SecurityError', 'SecurityError'],
    origin: 'null',
    statuses: ['signed-out', 'user'],
    read: person!.id,
    server: 'revoked',
  })
})
