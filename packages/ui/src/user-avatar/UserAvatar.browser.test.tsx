import '@cubekit/ui/styles.css'
import { CubeLocaleProvider } from '@cubekit/ui'
import { render, screen, waitFor } from '@testing-library/react'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { loadPictures } from '../../test/loadPictures.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserAvatar } from './index.ts'

beforeAll(loadPictures)

const part = (avatar: HTMLElement, selector: string): HTMLElement => {
  const found = avatar.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}

async function draw(): Promise<string> {
  const canvas = new OffscreenCanvas(8, 8)
  canvas.getContext('2d')?.fillRect(0, 0, 8, 8)
  const url = URL.createObjectURL(await canvas.convertToBlob())
  onTestFinished(() => URL.revokeObjectURL(url))
  return url
}

test('white reads on the colour of every id, and each id keeps its own', () => {
  const paint = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const tooPale: number[] = []
  const colours = new Map<number, string>()
  for (let id = 1; id <= 144; id += 1) {
    const { container, unmount } = render(<UserAvatar user={somebody({ id })} />)
    const { backgroundColor, color } = getComputedStyle(part(container, '.cube-avatar-face'))
    expect(color).toBe('rgb(255, 255, 255)')
    if (!paint) throw new Error('There is no canvas to paint on.')
    paint.fillStyle = backgroundColor
    paint.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = Array.from(
      paint.getImageData(0, 0, 1, 1).data.slice(0, 3),
      (value) => {
        const channel = value / 255
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
      },
    )
    if (1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) < 4.5) tooPale.push(id)
    colours.set(id, backgroundColor)
    unmount()
  }
  expect(tooPale).toEqual([])
  expect(new Set(colours.values()).size).toBeGreaterThan(100)
  const { container } = render(<UserAvatar user={somebody({ id: 7, full_name: 'Another Name' })} />)
  expect(getComputedStyle(part(container, '.cube-avatar-face')).backgroundColor).toBe(colours.get(7))
})

test('the initials stand until the picture has come, and it covers all of them', async () => {
  const { container } = render(<UserAvatar user={somebody()} src={await draw()} size={48} />)
  const image = part(container, 'img')
  expect(part(container, '.cube-avatar-face')).toBeVisible()
  await waitFor(() => expect(image).toBeVisible())
  const { width, height, x, y } = part(container, '.cube-avatar-face').getBoundingClientRect()
  expect(image.getBoundingClientRect()).toMatchObject({ width, height, x, y })
  expect([width, height]).toEqual([48, 48])
})

test('a picture that breaks is never seen, and nothing moves', async () => {
  const { container, rerender } = render(<UserAvatar user={somebody()} src="blob:nowhere" />)
  const seen: boolean[] = []
  const image = part(container, 'img')
  const before = part(container, '.cube-avatar').getBoundingClientRect()
  await new Promise((resolve) => {
    image.addEventListener('error', () => resolve(seen.push(image.checkVisibility())))
  })
  expect(seen).toEqual([false])
  expect(image).not.toBeVisible()
  expect(part(container, '.cube-avatar').getBoundingClientRect()).toEqual(before)
  rerender(<UserAvatar user={somebody()} src={await draw()} />)
  await waitFor(() => expect(part(container, 'img')).toBeVisible())
})

test.each([
  ['en', 'right'],
  ['ar', 'left'],
] as const)('in %s the dot is at the bottom %s, on the edge of the circle', (locale, side) => {
  const { container } = render(
    <CubeLocaleProvider locale={locale}>
      <UserAvatar user={somebody()} size="4rem" presence="online" />
    </CubeLocaleProvider>,
  )
  const dot = screen.getByRole('img', { name: 'Online' }).getBoundingClientRect()
  const circle = part(container, '.cube-avatar').getBoundingClientRect()
  const [x, y] = [dot.x + dot.width / 2 - circle.x, dot.y + dot.height / 2 - circle.y]
  expect(side === 'right' ? x > 32 : x < 32).toBe(true)
  expect(Math.abs(Math.hypot(x - 32, y - 32) - 32)).toBeLessThan(3)
})
