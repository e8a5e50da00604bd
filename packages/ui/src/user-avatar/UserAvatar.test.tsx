import { fireEvent, render, screen } from '@testing-library/react'
import { createRef } from 'react'
import { renderToString } from 'react-dom/server'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { loadPictures } from '../../test/loadPictures.tsx'
import { somebody } from '../../test/somebody.ts'
import { CubeLocaleProvider } from '../messages/CubeLocaleProvider.tsx'
import { UserAvatar } from './index.ts'

const ada = somebody()

beforeAll(loadPictures)

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

const pictures = (container: HTMLElement): HTMLImageElement[] => [...container.querySelectorAll('img')]
const shown = (container: HTMLElement): string[] =>
  pictures(container).flatMap(({ hidden, src }) => (hidden ? [] : [src]))

test('a picture is not shown before it is there, and stays until the next one is', () => {
  const { container, rerender } = render(<UserAvatar user={ada} src="https://example.com/1.png" />)
  const [first, ...others] = pictures(container)
  if (!first) throw new Error('There is no picture.')
  expect([shown(container), others]).toEqual([[], []])
  fireEvent.load(first)
  expect(shown(container)).toEqual(['https://example.com/1.png'])
  rerender(<UserAvatar user={ada} src="https://example.com/2.png" />)
  expect(shown(container)).toEqual(['https://example.com/1.png'])
  const second = pictures(container)[1]
  if (!second) throw new Error('There is no other picture.')
  fireEvent.load(second)
  expect(pictures(container)).toEqual([second])
  expect(second).toBeVisible()
})

test('one that is broken gives way to the initials, and one of which only the signature is new to the one before', () => {
  const { container, rerender } = render(<UserAvatar user={ada} src="https://example.com/1.png?a" />)
  const last = (): HTMLImageElement => {
    const found = pictures(container).at(-1)
    if (!found) throw new Error('There is no picture.')
    return found
  }
  fireEvent.load(last())
  rerender(<UserAvatar user={ada} src="https://example.com/1.png?b" />)
  fireEvent.error(last())
  expect(shown(container)).toEqual(['https://example.com/1.png?a'])
  rerender(<UserAvatar user={ada} src="https://example.com/2.png" />)
  fireEvent.error(last())
  expect(shown(container)).toEqual([])
  expect(container.textContent).toBe('A\u200cL')
})

test.each([
  ['none any more', ada, null],
  ['somebody else', somebody({ id: 8, full_name: 'Grace Hopper' }), 'https://example.com/2.png'],
  ['what is no picture', ada, 'javascript:alert(1)'],
] as const)('for %s it goes at once', (_, user, src) => {
  const { container, rerender } = render(<UserAvatar user={ada} src="https://example.com/1.png" />)
  for (const image of pictures(container)) fireEvent.load(image)
  expect(shown(container)).toHaveLength(1)
  rerender(<UserAvatar user={user} src={src} />)
  expect(shown(container)).toEqual([])
  // Nor does it come back without being loaded again.
  rerender(<UserAvatar user={ada} src="https://example.com/1.png" />)
  expect(shown(container)).toEqual([])
})

test.each(['javascript:alert(1)', 'data:image/svg+xml,<svg/>', 'ftp://example.com/a.png', '/a.png'])(
  'no picture is asked for from %s',
  (src) => {
    const { container } = render(<UserAvatar user={ada} src={src} />)
    expect(container.querySelector('img')).toBeNull()
  },
)

test('without encryption pictures are asked for on pages that came so themselves', () => {
  const show = (): boolean =>
    render(<UserAvatar user={ada} src="http://127.0.0.1/a.png" />).container.querySelector('img') !== null
  expect([location.protocol, show()]).toEqual(['http:', true])
  vi.stubGlobal('location', { protocol: 'https:' })
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(show()).toBe(false)
})

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
  expect(html).not.toContain('<img')
})
