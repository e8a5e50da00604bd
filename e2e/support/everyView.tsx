import { listSource, type CubeUser } from '@cubekit/core'
import { useCurrentUser } from '@cubekit/react'
import { AvatarUpload, OnlineUsers, UserCard, UserList, UserPicker } from '@cubekit/ui'
import type { Page } from 'playwright'
import type { ReactNode } from 'react'
import type { Scenario } from '../../.storybook/scenarios.ts'
import { formEmulator } from './everyForm.tsx'

/** One of the components of `@cubekit/ui` that show people and send nothing of theirs. */
export interface ViewCase {
  /** As it is exported. */
  readonly name: string
  readonly show: () => ReactNode
  readonly scenario: Scenario
  /** Brings everything into view that is not there from the start. */
  readonly open?: (page: Page) => Promise<void>
  /** What is on the page once it shows somebody. */
  readonly shown: string
}

const scenario: Scenario = { emulator: formEmulator, signedIn: 'user' }

/** All of them; each shows whoever is signed in. */
export const everyView: readonly ViewCase[] = [
  {
    name: 'AvatarUpload',
    show: () => <AvatarUpload />,
    scenario,
    shown: '.cube-upload',
  },
  {
    name: 'UserPicker',
    show: () => <Me>{(me) => <MyPicker me={me} />}</Me>,
    scenario,
    open: (page) => page.locator('[role=combobox]').click(),
    shown: '[role=option]',
  },
  {
    name: 'UserCard',
    show: () => <Me>{(me) => <UserCard user={me} src={me.avatar} presence />}</Me>,
    scenario,
    shown: '.cube-card',
  },
  {
    name: 'UserList',
    show: () => <Me>{(me) => <UserList users={[me]} avatarUrl={({ avatar }) => avatar} />}</Me>,
    scenario,
    shown: '.cube-row',
  },
  {
    name: 'OnlineUsers',
    show: () => <OnlineUsers layout="list" avatarUrl={({ avatar }) => avatar} />,
    scenario,
    shown: '.cube-row',
  },
]

function Me({ children }: { children: (me: CubeUser) => ReactNode }): ReactNode {
  const me = useCurrentUser()
  return me && children(me)
}

function MyPicker({ me }: { me: CubeUser }): ReactNode {
  return (
    <UserPicker
      multiple
      label="Team"
      defaultValue={[me.id]}
      sources={[listSource([me])]}
      avatarUrl={({ avatar }) => avatar}
    />
  )
}
