import { verifyFirebaseToken } from '@cubekit/emulator'
import { createStage, type Stage, type StageOptions } from '@cubekit/testing'
import { createIdentityToolkit, type IdentityToolkit, projectId } from './identityToolkit.ts'

/** ConnectyCube beside Firebase: it takes the tokens of this project, and looks at what is in them. */
export function createSignInStage(client: (toolkit: IdentityToolkit) => StageOptions['client']): {
  stage: Stage
  toolkit: IdentityToolkit
} {
  const toolkit = createIdentityToolkit()
  const verifier = verifyFirebaseToken({ projectId, keys: 'unsigned' })
  const given = client(toolkit)
  const stage = createStage({
    emulator: { providers: { firebase_phone: verifier, firebase_email: verifier } },
    ...(given ? { client: given } : {}),
  })
  return { stage, toolkit }
}
