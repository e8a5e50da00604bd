import { login } from '@cubekit/core'
import { fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { tinyPicture, uploadPage } from '../../test/uploadPage.ts'
import { AvatarUpload } from './index.ts'

vi.mock('./later.ts', () => {
  throw new Error('The network is gone.')
})

test('when what is needed does not load, that is said, with what helps', async () => {
  const page = await renderWithCube(<AvatarUpload />, {
    before: ({ client, person }) => login(client, person),
  })
  fireEvent.change(uploadPage.input(), { target: { files: [tinyPicture()] } })
  expect(await uploadPage.findAlert()).toHaveTextContent('Check your connection, then reload the page.')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(uploadPage.button('Upload photo')).toBeEnabled()
  expect(page.requests()).not.toContain('POST /blobs')
})
