import { createCubeClient, localSigner, login, logout, memoryStorage } from '@cubekit/core'
import { createEmulator, type EmulatorOptions } from '@cubekit/emulator'
import type { Scene } from '../.storybook/scenarios.ts'

/**
 * A scene whose client sends as it does in an app, without a `fetch` of its own: of what that has sent, nothing is told.
 * Goes with {@link sendHalf}.
 */
export function createPageScene(options: EmulatorOptions): Scene {
  const emulator = createEmulator(options)
  const { appId, apiUrl } = emulator.clientOptions
  const signer = localSigner(emulator.keys)
  return { emulator, client: createCubeClient({ appId, apiUrl, signer, storage: memoryStorage() }) }
}

/** Plays the browser's part: requests reach the emulator, and of each file half is sent, again and again. Then signs in. */
export async function sendHalf({ emulator, client }: Scene): Promise<() => Promise<void>> {
  const { fetch, XMLHttpRequest } = window
  let telling: ReturnType<typeof setInterval> | undefined
  window.fetch = (input, init) => {
    const isOurs = typeof input === 'string' && input.startsWith(emulator.clientOptions.apiUrl)
    return isOurs ? emulator.fetch(input, init) : fetch(input, init)
  }
  window.XMLHttpRequest = class extends XMLHttpRequest {
    override send(body?: Document | XMLHttpRequestBodyInit | null): void {
      const file = body instanceof FormData ? body.get('file') : null
      const total = file instanceof Blob ? file.size : 0
      const tell = (): void => {
        const half = { lengthComputable: true, loaded: total / 2, total }
        this.upload.dispatchEvent(new ProgressEvent('progress', half))
      }
      tell()
      // An upload that stands still would be given up.
      telling = setInterval(tell, 10_000)
    }
  }
  const [person] = emulator.people
  if (person) await login(client, person)
  return async () => {
    clearInterval(telling)
    await logout(client)
    Object.assign(window, { fetch, XMLHttpRequest })
  }
}
