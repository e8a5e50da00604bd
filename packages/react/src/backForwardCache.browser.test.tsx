import { createCubeClient, localSigner, login, logout } from '@cubekit/core'
import { createEmulator } from '@cubekit/emulator'
import { render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CubeProvider, SignedIn, SignedOut, useCurrentUser, useUser } from './index.ts'

function Inbox() {
  const user = useCurrentUser()
  const { data } = useUser(user?.id ?? 0, { enabled: user !== null })
  return <p>{`the inbox of ${user?.full_name}, ${data?.login}`}</p>
}

test('a page from the back/forward cache shows nobody in its first frame after a logout elsewhere (row 27)', async () => {
  const emulator = createEmulator({ appId: crypto.getRandomValues(new Uint32Array(1))[0]! + 1 })
  const [person] = emulator.people
  const open = () => createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })
  const elsewhere = open()
  await login(elsewhere, { login: person!.login, password: person!.password })
  const { container, unmount } = render(
    <StrictMode>
      <CubeProvider client={open()}>
        <SignedIn>
          <Inbox />
        </SignedIn>
        <SignedOut>come in</SignedOut>
      </CubeProvider>
    </StrictMode>,
  )
  await screen.findByText(`the inbox of ${person!.full_name}, ${person!.login}`)

  // As Chromium does it, with a page that nobody can see: it hears nothing until it is back.
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  await logout(elsewhere)
  expect(container.textContent).toContain('the inbox')

  const requests = emulator.log.length
  const frames: (string | null)[] = []
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await new Promise<void>((resolve) => {
    const watch = (): void => {
      if (frames.push(container.textContent) < 3) requestAnimationFrame(watch)
      else resolve()
    }
    requestAnimationFrame(watch)
  })
  expect(frames).toEqual(['come in', 'come in', 'come in'])
  expect(emulator.log.slice(requests)).toEqual([])
  unmount()
})
