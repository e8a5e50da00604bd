import { fireEvent, render, screen } from '@testing-library/react'
import { createRef } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { somebody } from '../../test/somebody.ts'
import { CubeLocaleProvider } from '../messages/CubeLocaleProvider.tsx'
import { UserAvatar } from './index.ts'

const ada = somebody()

test('screen readers hear nothing of it where a name stands beside it', () => {
  render(<UserAvatar user={ada} />)
  expect(screen.queryByRole('img')).toBeNull()
})

test.each([
  ['the name of the person', somebody(), true, 'Ada Lovelace'],
  ['their login', somebody({ full_name: ' ', login: 'ada' }), true, 'ada'],
  ['the words for nobody known', somebody({ full_name: null }), true, 'Unnamed user'],
  ['your words', ada, 'Author', 'Author'],
  ['a name that turns nothing around', somebody({ full_name: '\u202eAda' }), true, 'Ada'],
] as const)('it can be called by %s', (_, user, label, name) => {
  render(<UserAvatar user={user} label={label} />)
  expect(screen.getByRole('img', { name })).toBeInTheDocument()
  expect(screen.getByTitle(name)).toBeInTheDocument()
})

test.each(['online', 'offline'] as const)('%s is said in words too, in those of the language', (presence) => {
  const { rerender } = render(<UserAvatar user={ada} presence={presence} />)
  expect(screen.getByRole('img')).toHaveAccessibleName(presence === 'online' ? 'Online' : 'Offline')
  rerender(
    <CubeLocaleProvider locale="nl" messages={{ [`people.${presence}`]: 'Aanwezig?' }}>
      <UserAvatar user={ada} presence={presence} />
    </CubeLocaleProvider>,
  )
  expect(screen.getByRole('img', { name: 'Aanwezig?' })).toBeInTheDocument()
  rerender(<UserAvatar user={ada} presence={presence} messages={{ [`people.${presence}`]: 'Hier!' }} />)
  expect(screen.getByRole('img', { name: 'Hier!' })).toBeInTheDocument()
})

test('what is not known is not shown', () => {
  render(<UserAvatar user={ada} presence="unknown" />)
  expect(screen.queryByRole('img')).toBeNull()
})

test('another picture is not shown before it is there, and a broken one never', () => {
  const { container, rerender } = render(<UserAvatar user={ada} src="https://example.com/1.png" />)
  const image = (): HTMLImageElement => {
    const found = container.querySelector('img')
    if (!found) throw new Error('There is no picture.')
    return found
  }
  expect(image()).not.toBeVisible()
  fireEvent.load(image())
  expect(image()).toBeVisible()
  rerender(<UserAvatar user={ada} src="https://example.com/2.png" />)
  expect(image()).not.toBeVisible()
  fireEvent.error(image())
  expect(image()).not.toBeVisible()
  rerender(<UserAvatar user={ada} src={null} />)
  expect(container.querySelector('img')).toBeNull()
  expect(container.textContent).toBe('A\u200cL')
})

test.each(['javascript:alert(1)', 'data:image/svg+xml,<svg/>', 'http://example.com/a.png', '/a.png'])(
  'no picture is asked for from %s',
  (src) => {
    const { container } = render(<UserAvatar user={ada} src={src} />)
    expect(container.querySelector('img')).toBeNull()
  },
)

test('somebody of whom nothing is known has a silhouette', () => {
  const { container } = render(<UserAvatar user={somebody({ full_name: null })} />)
  expect(container.querySelector('svg')).toBeVisible()
})

test('it takes what a span takes, and a ref', () => {
  const ref = createRef<HTMLSpanElement>()
  render(<UserAvatar user={ada} ref={ref} className="mine" style={{ margin: 4 }} data-testid="avatar" />)
  expect(ref.current).toBe(screen.getByTestId('avatar'))
  expect(ref.current).toHaveClass('cube-avatar', 'mine')
  expect(ref.current).toHaveStyle({ margin: '4px' })
})

test('in server HTML the initials are there', () => {
  const html = renderToString(<UserAvatar user={ada} src="https://example.com/1.png" />)
  expect(html).toContain('A\u200cL')
  expect(html).toMatch(/<img[^>]*hidden/)
})
