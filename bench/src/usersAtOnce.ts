import { type CubeUser, login } from '@cubekit/core'
import { createEmulator, type Emulator } from '@cubekit/emulator'
import { createElement, useEffect, useState, type ReactNode } from 'react'
import { installPeers } from './installPeers.ts'
import { signInToOfficialReact } from './officialReact.ts'
import { loadCubekitReact, openDocument, show } from './reactPage.ts'
import { clientOf, credentialsAt, idAt } from './scene.ts'
import type { Section } from './table.ts'

const count = 50

/** Requests and renders of 50 components, each of which shows a user by id. */
export async function measureUsersAtOnce(): Promise<readonly Section[]> {
  openDocument()
  const packages = await installPeers()
  const ours = [await cubekit(differentIds), await cubekit(oneId)] as const
  const theirs =
    packages === null
      ? null
      : ([await official(packages, differentIds), await official(packages, oneId)] as const)
  return [
    {
      title: `${count} components that show a user by id, in one commit`,
      beside: 'useUsers of @connectycube/react 6.1.2',
      rows: (['50 ids', 'the same id 50 times'] as const).flatMap((what, at) => [
        {
          what: `${what}: requests`,
          cubekit: ours[at]?.requests ?? '',
          official: theirs?.[at]?.requests ?? '',
          floor: 1,
          goal: 1,
        },
        {
          what: `${what}: renders until all names show`,
          cubekit: ours[at]?.renders ?? '',
          official: theirs?.[at]?.renders ?? '',
          floor: 2 * count,
          goal: 2 * count,
        },
      ]),
    },
  ]
}

type Ids = (emulator: Emulator) => readonly number[]

const differentIds: Ids = (emulator) => Array.from({ length: count }, (_, at) => idAt(emulator, at + 1))
/** Somebody else, whom the official store does not know by now. */
const oneId: Ids = (emulator) => Array.from({ length: count }, () => idAt(emulator, count + 1))

function nameOf(user: Pick<CubeUser, 'full_name' | 'login'> | undefined): string | null {
  return user ? user.full_name || user.login || 'somebody' : null
}

interface Cost {
  readonly requests: number
  readonly renders: number
}

async function cubekit(idsOf: Ids): Promise<Cost> {
  const emulator = createEmulator({ users: count + 2 })
  const { CubeProvider, useUser } = await loadCubekitReact()
  const client = clientOf(emulator, { fetch: emulator.fetch })
  await login(client, credentialsAt(emulator, 0))
  let renders = 0
  function Name({ id }: { readonly id: number }): ReactNode {
    renders++
    return createElement('li', null, nameOf(useUser(id).data))
  }
  return costOf(
    emulator,
    idsOf(emulator),
    () => renders,
    Name,
    (list) => createElement(CubeProvider, { client }, list),
  )
}

/** As one uses it: each component asks when it is mounted. */
async function official(packages: string, idsOf: Ids): Promise<Cost> {
  const emulator = createEmulator({ users: count + 2 })
  const { useUsers } = await signInToOfficialReact(emulator, emulator.fetch, packages)
  let renders = 0
  function Name({ id }: { readonly id: number }): ReactNode {
    renders++
    const { fetchUserById } = useUsers()
    const [name, setName] = useState<string | null>(null)
    useEffect(() => {
      void fetchUserById(id).then((user) => setName(nameOf(user)))
      // oxlint-disable-next-line react/exhaustive-deps -- it is another function at each render
    }, [id])
    return createElement('li', null, name)
  }
  return costOf(
    emulator,
    idsOf(emulator),
    () => renders,
    Name,
    (list) => list,
  )
}

async function costOf(
  emulator: Emulator,
  ids: readonly number[],
  renders: () => number,
  Name: (props: { readonly id: number }) => ReactNode,
  around: (list: ReactNode) => ReactNode,
): Promise<Cost> {
  const before = emulator.log.length
  const list = createElement('ul', null, ...ids.map((id) => createElement(Name, { id })))
  const page = await show(around(list))
  const isComplete = (): boolean =>
    [...page.root.querySelectorAll('li')].every((row) => row.textContent !== '')
  for (let turn = 0; turn < 100 && !isComplete(); turn++) {
    await page.after(async () => {
      for (let part = 0; part < 50; part++) await new Promise(setImmediate)
    })
  }
  if (!isComplete()) throw new Error('Not all names are shown.')
  const cost = { requests: emulator.log.length - before, renders: renders() }
  page.close()
  return cost
}
