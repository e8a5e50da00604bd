// An app that tells Cubekit's types about its custom data. A program of its own: what it declares would hold for
// every other file that is compiled with it. It is compiled against the built packages, as apps are, and never run.
import {
  createCubeClient,
  type CubeClient,
  type CubeUser,
  parseCustomData,
  signUp,
  unsigned,
  updateUser,
} from '@cubekit/core'
import { useCustomData, useProfileUpdate } from '@cubekit/react'
import * as v from 'valibot'

const profile = v.object({
  middle_name: v.optional(v.string()),
  /** ISO 8601 where it is kept, a date where it is read. */
  born: v.pipe(
    v.string(),
    v.isoDate(),
    v.transform((text) => new Date(text)),
  ),
})

declare module '@cubekit/core' {
  interface Register {
    customData: typeof profile
  }
}

export const client: CubeClient = createCubeClient({
  appId: 1,
  signer: unsigned({ authKey: 'key' }),
  customData: profile,
})

export function readsWhatTheSchemaGives(user: CubeUser): readonly [Date | undefined, string | undefined] {
  const data = parseCustomData(client, user)
  // @ts-expect-error There may be no custom data.
  void data.born
  // @ts-expect-error The schema knows no such field.
  void data?.nickname
  return [data?.born, data?.middle_name]
}

export async function writesWhatTheSchemaTakes(): Promise<void> {
  const credentials = { login: 'ada', password: 'a long password' }
  await signUp(client, { ...credentials, custom_data: { born: '1815-12-10' } })
  await updateUser(client, { custom_data: { born: '1815-12-10', middle_name: 'Byron' } })
  await updateUser(client, { custom_data: null })
  await updateUser(client, { custom_data: 'a text of its own' })
  // @ts-expect-error The input of the schema is a text, its output a date.
  await updateUser(client, { custom_data: { born: new Date() } })
  // @ts-expect-error A required field is missing.
  await signUp(client, { ...credentials, custom_data: { middle_name: 'Byron' } })
}

export function useMiddleName(): readonly [string | undefined, (middle_name: string) => void] {
  const data = useCustomData()
  const update = useProfileUpdate()
  // @ts-expect-error `born` is a date.
  const born: string | undefined = data?.born
  void born
  return [
    data?.middle_name,
    (middle_name) => update.mutate({ custom_data: { middle_name, born: '1815-12-10' } }),
  ]
}

const another = v.object({ age: v.number() })
// @ts-expect-error Another schema than the registered one.
createCubeClient({ appId: 1, signer: unsigned({ authKey: 'key' }), customData: another })
