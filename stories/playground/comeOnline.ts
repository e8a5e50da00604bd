import { createCubeClient, localSigner, login, memoryStorage } from '@cubekit/core'
import { openWorld } from './world.ts'

const mostOnline = 9

let coming: Promise<unknown> | undefined

/** Signs some of the invented people in elsewhere, once, so that somebody is online. */
export function comeOnline(): void {
  const { emulator } = openWorld()
  coming ??= Promise.allSettled(
    emulator.people.slice(1, 1 + mostOnline).map((person) =>
      login(
        createCubeClient({
          ...emulator.clientOptions,
          signer: localSigner(emulator.keys),
          storage: memoryStorage(),
          now: emulator.clock.now,
        }),
        { login: person.login, password: person.password },
      ),
    ),
  )
}
