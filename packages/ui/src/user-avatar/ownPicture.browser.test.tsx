import '@cubekit/ui/styles.css'
import { listSource, login, type CubeUser } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage } from '@cubekit/testing'
import { act, render, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { somebody } from '../../test/somebody.ts'
import { UserList } from '../user-list/index.ts'
import { UserPicker } from '../user-picker/index.ts'
import { UserAvatar } from './index.ts'

const users = Array.from({ length: 110 }, (_, at) => ({
  id: at + 1,
  login: `person${at + 1}`,
  password: 'long enough',
  full_name: `Person ${at + 1}`,
  avatar: true as const,
}))

interface Crowd extends Stage {
  /** A hundred, with a picture each. */
  readonly people: readonly CubeUser[]
  /** The requests for their pictures. */
  readonly asked: () => string[]
  readonly show: (shown: ReactNode) => void
  /** Waits until whatever was in view before has been asked for: somebody who comes later is there. */
  readonly settle: () => Promise<void>
}

async function start(): Promise<Crowd> {
  const stage = createStage({ emulator: { users, objectUrls: true } })
  const { client, emulator, requests } = stage
  await login(client, stage.person)
  const everybody = users.map(({ id, full_name }) =>
    somebody({ id, full_name, avatar: emulator.db.users.get(id)?.avatar ?? null }),
  )
  const [people, others] = [everybody.slice(0, 100), everybody.slice(100)]
  const show = (shown: ReactNode): HTMLElement =>
    render(<CubeProvider client={client}>{shown}</CubeProvider>).container
  return {
    ...stage,
    people,
    show,
    asked: () =>
      requests().filter((request) => people.some(({ avatar }) => avatar && request.includes(avatar))),
    async settle() {
      const other = others.pop()
      if (!other) throw new Error('There is nobody left.')
      const corner = { position: 'fixed', insetBlockEnd: 0, insetInlineEnd: 0 } as const
      const container = show(<UserAvatar user={other} style={corner} />)
      await waitFor(() => expect(container.querySelector('img')).toBeVisible())
    },
  }
}

const seen = (): HTMLImageElement[] =>
  [...document.querySelectorAll('img')].filter(
    (image) => image.checkVisibility() && image.naturalWidth > 0 && !image.closest('[style*=fixed]'),
  )
const list = (): HTMLElement => screen.getByRole('group')
const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
test('a list asks for the pictures of the rows that can be seen, and for each once', async () => {
  const { people, asked, show, settle } = await start()
  show(<UserList users={people} />)
  await waitFor(() => expect(seen().length).toBeGreaterThan(5))
  await settle()
  const { bottom } = list().getBoundingClientRect()
  const inView = [...list().querySelectorAll('.cube-avatar')].filter(
    (avatar) => avatar.getBoundingClientRect().top < bottom,
  )
  expect(asked()).toHaveLength(inView.length)
  expect(new Set(asked()).size).toBe(inView.length)

  await act(async () => {
    list().scrollTop = list().scrollHeight
    await frame()
  })
  await waitFor(() => expect(seen().length).toBeGreaterThan(5))
  await settle()
  const bothEnds = asked().length
  await act(async () => {
    list().scrollTop = 0
    await frame()
  })
  await waitFor(() => expect(seen().length).toBeGreaterThan(5))
  await settle()
  expect(asked()).toHaveLength(bothEnds)
  expect(bothEnds).toBeLessThan(20)
})

test('a hundred rows that fly past ask for nothing, and those that stay are not late', async () => {
  const { people, asked, show } = await start()
  show(<UserList users={people} />)
  for (let top = 0; top < list().scrollHeight; top += 112) {
    await act(async () => {
      list().scrollTop = top
      await frame()
    })
  }
  await waitFor(() => expect(seen().length).toBeGreaterThan(5))
  // Those at both ends, and a few in between if the machine stood still.
  expect(asked().length).toBeLessThan(30)
})

test('requests for rows that are gone are given up', async () => {
  const { people, emulator, asked, show } = await start()
  emulator.faults.add({ kind: 'hang', path: '/blobs' })
  show(<UserList users={people} />)
  await waitFor(() => expect(asked().length).toBeGreaterThan(5))
  const before = emulator.log.filter(({ fault }) => fault === 'hang')
  emulator.faults.clear()
  await act(async () => {
    list().scrollTop = 50 * 56
    await frame()
  })
  await waitFor(() => expect(seen().length).toBeGreaterThan(5))
  expect(before.every(({ status }) => status === null)).toBe(true)
  await act(async () => {
    list().scrollTop = 0
    await frame()
  })
  // They were not left waiting: they are asked for again, and come.
  await waitFor(() => expect(seen()[0]?.closest('li')).toHaveTextContent('Person 1'))
})

test('what is further down the page is asked for when somebody gets there', async () => {
  const { people, asked, show, settle } = await start()
  show(
    <>
      <div style={{ blockSize: '300vh' }} />
      {people.slice(0, 20).map((user) => (
        <UserAvatar key={user.id} user={user} />
      ))}
    </>,
  )
  await settle()
  expect(asked()).toEqual([])
  document.querySelector('.cube-avatar')?.scrollIntoView()
  await waitFor(() => expect(seen()).toHaveLength(20))
  expect(asked()).toHaveLength(20)
})

test('a picker that is ready to open asks for no pictures until it does', async () => {
  const { people, asked, show, settle } = await start()
  show(<UserPicker label="Owner" sources={[listSource(people)]} />)
  await userEvent.hover(screen.getByRole('combobox'))
  await waitFor(() => expect(document.querySelectorAll('[role=option]').length).toBeGreaterThan(5))
  await settle()
  expect(asked()).toEqual([])
  await userEvent.click(screen.getByRole('combobox'))
  await waitFor(() => expect(seen().length).toBeGreaterThan(5))
})

test('a new picture takes the place of the one before in one frame, without the initials in between', async () => {
  const { people, client } = await start()
  const [, first, second] = people
  if (!first || !second) throw new Error('There is nobody.')
  const view = render(
    <CubeProvider client={client}>
      <UserAvatar user={first} />
    </CubeProvider>,
  )
  await waitFor(() => expect(seen()).toHaveLength(1))
  const before = seen()[0]?.src
  const frames: number[] = []
  let isWatching = true
  const watch = (): void => {
    frames.push(seen().length)
    if (isWatching) requestAnimationFrame(watch)
  }
  watch()
  view.rerender(
    <CubeProvider client={client}>
      <UserAvatar user={{ ...first, avatar: second.avatar }} />
    </CubeProvider>,
  )
  await waitFor(() => expect(seen()[0]?.src).not.toBe(before))
  isWatching = false
  expect(new Set(frames)).toEqual(new Set([1]))
})
