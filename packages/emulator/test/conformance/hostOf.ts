import type { Emulator } from '../../src/index.ts'
import type { ControlledHost } from './Host.ts'

/** An emulator at hand as a host. */
export function hostOf(emulator: Emulator, minds: ControlledHost['minds']): ControlledHost {
  const { clientOptions, keys, controlToken, people } = emulator
  const [person] = people
  if (person === undefined) throw new Error('Nobody can sign in.')
  return {
    apiUrl: clientOptions.apiUrl,
    appId: clientOptions.appId,
    authKey: keys.authKey,
    controlToken,
    person: { login: person.login, password: person.password },
    minds,
    fetch: emulator.fetch,
    close: async () => undefined,
  }
}
