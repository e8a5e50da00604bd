import { render, waitFor } from '@testing-library/react'
import { expect } from 'vitest'
import { UserAvatar } from '../src/user-avatar/index.ts'
import { somebody } from './somebody.ts'

/** Has the code for pictures there, which comes with the first of them: from now on they are rendered at once. */
export async function loadPictures(): Promise<void> {
  const { container, unmount } = render(<UserAvatar user={somebody()} src="blob:nowhere" />)
  await waitFor(() => expect(container.querySelector('img')).not.toBeNull())
  unmount()
}
