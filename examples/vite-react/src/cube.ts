import { createCubeClient, localSigner } from '@cubekit/core'
import { createBrowserEmulator } from '@cubekit/emulator/browser'

// The ConnectyCube API in this browser tab: no account needed. It keeps its people across reloads.
export const emulator = createBrowserEmulator()
export const client = createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })

// The real service, signed by your own server, in one line (import remoteSigner instead of localSigner):
// export const client = createCubeClient({ appId: 1234, signer: remoteSigner('/api/cube/sign') })
