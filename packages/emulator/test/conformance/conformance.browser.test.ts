import { createBrowserEmulator, type EmulatorWorker } from '../../src/browser/index.ts'
import { describeConformance } from './describeConformance.ts'
import type { ControlledHost } from './Host.ts'
import { hostOf } from './hostOf.ts'

declare global {
  interface Window {
    /** What the frame's own script registers. */
    emulatorWorker?: Promise<EmulatorWorker>
  }
}

describeConformance('createBrowserEmulator, as a function', async () =>
  hostOf(createBrowserEmulator({ name: `conformance-${crypto.randomUUID()}` }), 'cors'),
)

describeConformance('a service worker', openWorker)

/** A worker answers pages in its folder and below, so this page has one there in a frame. */
async function openWorker(): Promise<ControlledHost> {
  const script = new URL('../../src/worker.ts', import.meta.url)
  const entry = new URL('../../src/browser/index.ts', import.meta.url)
  const options = { name: `conformance-${crypto.randomUUID()}`, controlToken: 'the-token-of-the-worker' }
  const frame = document.createElement('iframe')
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.src = new URL('frame', script).href
  document.body.append(frame)
  await loaded

  const page = frame.contentWindow
  if (page === null) throw new Error('The frame has no window.')
  const register = page.document.createElement('script')
  register.type = 'module'
  register.textContent = `
    import { registerEmulatorWorker } from '${entry.pathname}'
    window.emulatorWorker = registerEmulatorWorker('${script.pathname}', ${JSON.stringify(options)}, { type: 'module' })
    window.dispatchEvent(new Event('registering'))
  `
  const started = new Promise((resolve, reject) => {
    page.addEventListener('registering', resolve)
    page.addEventListener('error', ({ message }) => reject(new Error(message)))
    register.addEventListener('error', () => reject(new Error('The frame’s script does not load.')))
  })
  page.document.body.append(register)
  await started
  const worker = await page.emulatorWorker
  const person = worker?.people[0]
  if (worker === undefined || person === undefined) throw new Error('There is no worker, or nobody in it.')
  return {
    apiUrl: worker.clientOptions.apiUrl,
    appId: worker.clientOptions.appId,
    authKey: worker.keys.authKey,
    controlToken: options.controlToken,
    person: { login: person.login, password: person.password },
    minds: 'cors',
    fetch: (address, init) => page.fetch(address, init),
    async close() {
      await worker.unregister()
      frame.remove()
    },
  }
}
