/**
 * Runs the conformance checks of the API against the real ConnectyCube, beside an emulator, and reports where
 * the two differ. Only for whoever asks for it: it needs an application of your own and makes (and deletes)
 * accounts in it.
 *
 * CONNECTYCUBE_APP_ID, CONNECTYCUBE_AUTH_KEY, CONNECTYCUBE_LOGIN and CONNECTYCUBE_PASSWORD say which
 * application and as whom; CONNECTYCUBE_API_URL is https://api.connectycube.com unless set.
 *
 * Exit code 0: no difference; 1: some; 2: not told which application.
 */
import { createEmulator } from '../src/index.ts'
import { compareHosts } from '../test/conformance/compareHosts.ts'
import { hostOf } from '../test/conformance/hostOf.ts'

const { CONNECTYCUBE_API_URL, CONNECTYCUBE_APP_ID, CONNECTYCUBE_AUTH_KEY } = process.env
const { CONNECTYCUBE_LOGIN, CONNECTYCUBE_PASSWORD } = process.env
const say = (line: string): void => void process.stdout.write(`${line}\n`)

if (!CONNECTYCUBE_APP_ID || !CONNECTYCUBE_AUTH_KEY || !CONNECTYCUBE_LOGIN || !CONNECTYCUBE_PASSWORD) {
  say('Set CONNECTYCUBE_APP_ID, CONNECTYCUBE_AUTH_KEY, CONNECTYCUBE_LOGIN and CONNECTYCUBE_PASSWORD.')
  process.exitCode = 2
} else {
  const service = {
    apiUrl: CONNECTYCUBE_API_URL ?? 'https://api.connectycube.com',
    appId: Number(CONNECTYCUBE_APP_ID),
    authKey: CONNECTYCUBE_AUTH_KEY,
    person: { login: CONNECTYCUBE_LOGIN, password: CONNECTYCUBE_PASSWORD },
    fetch: (address: string, init?: RequestInit) =>
      fetch(address, { ...init, signal: init?.signal ?? AbortSignal.timeout(30_000) }),
    close: async () => undefined,
  }
  const comparisons = await compareHosts(hostOf(createEmulator(), 'cors'), service)
  const different = comparisons.filter(({ first, second }) => first !== second)
  for (const { name, first, second } of comparisons) {
    say(`${first === second ? 'same   ' : 'differs'}  ${name}`)
    if (first === second) continue
    say(`           the emulator: ${first ?? 'as expected'}`)
    say(`           the service:  ${second ?? 'as expected'}`)
  }
  say(`${different.length} of ${comparisons.length} checks differ at ${service.apiUrl}.`)
  process.exitCode = different.length > 0 ? 1 : 0
}
