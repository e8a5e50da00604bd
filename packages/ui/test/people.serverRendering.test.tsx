import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { act, screen } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test } from 'vitest'
import { OnlineUsers } from '../src/online-users/index.ts'
import { UserAvatar } from '../src/user-avatar/index.ts'
import { UserCard } from '../src/user-card/index.ts'
import { UserList } from '../src/user-list/index.ts'
import { loadPictures } from './loadPictures.tsx'
import { somebody } from './somebody.ts'

test('what shows people is in server HTML, and is taken over without a word of complaint', async () => {
  const { client } = createStage()
  await loadPictures()
  const ada = somebody({
    login: 'ada',
    avatar: 'a'.repeat(34),
    last_request_at: new Date(Date.now() - 300_000).toISOString(),
  })
  const page = (
    <CubeProvider client={client} initialSession={{ status: 'signed-out' }}>
      <UserAvatar user={ada} presence="online" label />
      <UserCard user={ada} presence />
      <UserList users={[ada]} onSelect={() => {}} />
      <UserList filter={{ user_tags: 'nobody' }} />
      <OnlineUsers />
    </CubeProvider>
  )
  const container = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => container.remove())
  container.innerHTML = renderToString(page)
  expect(screen.getAllByText('Ada Lovelace')).toHaveLength(2)
  expect(screen.getAllByRole('time').map(({ textContent }) => textContent)).toEqual(
    Array.from({ length: 2 }, () => ada.last_request_at?.slice(0, 10)),
  )
  const card = container.querySelector('.cube-card')
  const root = await act(async () => hydrateRoot(container, page))
  onTestFinished(() => act(() => root.unmount()))
  expect(container.querySelector('.cube-card')).toBe(card)
  expect(screen.getAllByRole('time').map(({ textContent }) => textContent)).toEqual([
    '5 minutes ago',
    '5 minutes ago',
  ])
})
