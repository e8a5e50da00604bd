import { act, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, useLayoutEffect, useRef, type CSSProperties } from 'react'
import { expect, test } from 'vitest'
import { useWindow } from './useWindow.ts'

interface NumbersProps {
  readonly count: number
  readonly rowHeight?: number
  readonly style?: CSSProperties
  readonly onRender?: () => void
  readonly isShown?: boolean
  readonly overscan?: number
  readonly showRow?: number
}

/** A list of numbers, 200 pixels high. */
function Numbers({
  count,
  rowHeight = 20,
  style,
  onRender,
  isShown = true,
  overscan,
  showRow,
}: NumbersProps) {
  const list = useRef<HTMLDivElement>(null)
  const { first, last, before, after, scrollToRow } = useWindow({ count, rowHeight, list, overscan })
  onRender?.()
  useLayoutEffect(() => {
    if (showRow !== undefined) scrollToRow(showRow)
  }, [showRow, scrollToRow])
  if (!isShown) return null
  return (
    <div ref={list} data-testid="list" style={{ blockSize: 200, overflowY: 'auto', ...style }}>
      <ul style={{ margin: 0, listStyle: 'none', paddingBlock: `${before}px ${after}px` }}>
        {Array.from({ length: last - first + 1 }, (_, at) => (
          <li key={first + at} style={{ blockSize: rowHeight }}>
            {first + at}
          </li>
        ))}
      </ul>
    </div>
  )
}

const list = (): HTMLElement => screen.getByTestId('list')
const numbers = (): number[] =>
  screen.queryAllByRole('listitem').map(({ textContent }) => Number(textContent))
const rendered = (): [number | undefined, number | undefined] => [numbers()[0], numbers().at(-1)]

/** The numbers that somebody sees, by where they are on the screen. */
function visible(): number[] {
  const { top, bottom } = list().getBoundingClientRect()
  return screen
    .queryAllByRole('listitem')
    .filter((row) => {
      const at = row.getBoundingClientRect()
      return at.bottom > top + 0.5 && at.top < bottom - 0.5
    })
    .map(({ textContent }) => Number(textContent))
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at)

/** Scrolls as a wheel does, and waits for the frame that shows it. */
async function scrollTo(top: number): Promise<void> {
  await act(async () => {
    const scrolled = new Promise((resolve) => {
      list().addEventListener('scroll', resolve, { once: true })
    })
    list().scrollTop = top
    await scrolled
  })
}

test('renders what can be seen of 100,000 rows, and one more on either side', async () => {
  render(<Numbers count={100_000} />)
  expect(rendered()).toEqual([0, 11])
  expect(visible()).toEqual(range(0, 9))
  expect(list().scrollHeight).toBe(2_000_000)

  await scrollTo(1_000_010)
  expect(rendered()).toEqual([49_999, 50_011])
  expect(visible()).toEqual(range(50_000, 50_010))

  await scrollTo(list().scrollHeight)
  expect(rendered()[1]).toBe(99_999)
  expect(visible()).toEqual(range(99_990, 99_999))
  expect(list().scrollHeight).toBe(2_000_000)
})

test('reaches the end of 100,000 rows of 52 pixels', async () => {
  render(<Numbers count={100_000} rowHeight={52} />)
  await scrollTo(list().scrollHeight)
  expect(visible()).toEqual(range(99_996, 99_999))
  expect(list().scrollHeight).toBe(5_200_000)
})

test('shows the new rows in the very frame of the scrolling', async () => {
  render(<Numbers count={100_000} />)
  list().scrollTop = 40_000
  // The frame: scroll events come first, then this, then what is painted.
  await new Promise((resolve) => {
    requestAnimationFrame(resolve)
  })
  expect(visible()).toEqual(range(2000, 2009))
})

test('an element that does not scroll, for want of a style, gets no more rows than a screen could show', () => {
  render(<Numbers count={100_000} style={{ blockSize: 'auto', overflowY: 'visible' }} />)
  expect(rendered()).toEqual([0, 200])
})

test('renders only when other rows are needed', async () => {
  let renders = 0
  render(<Numbers count={1000} onRender={() => renders++} />)
  await scrollTo(101)
  const before = renders
  for (const top of [102, 109, 115, 119]) await scrollTo(top)
  expect(renders).toBe(before)
  await scrollTo(120)
  expect(renders).toBe(before + 1)
})

test('scrolls to a row by as little as possible, and has it rendered at once', () => {
  const { rerender } = render(<Numbers count={1000} />)
  const show = (row: number): number => {
    rerender(<Numbers count={1000} showRow={row} />)
    expect(visible()).toContain(row)
    return list().scrollTop
  }
  expect(show(9)).toBe(0)
  expect(show(10)).toBe(20)
  expect(show(5)).toBe(20)
  expect(show(999)).toBe(19_800)
  expect(show(995)).toBe(19_800)
  expect(show(989)).toBe(19_780)
  expect(show(0)).toBe(0)
})

test('more rows appear when the list grows', async () => {
  const { rerender } = render(<Numbers count={1000} />)
  rerender(<Numbers count={1000} style={{ blockSize: 400 }} />)
  await waitFor(() => expect(visible()).toEqual(range(0, 19)))
  expect(rendered()).toEqual([0, 21])
})

test('rows of another height take their places', () => {
  const { rerender } = render(<Numbers count={1000} />)
  rerender(<Numbers count={1000} rowHeight={50} />)
  expect(rendered()).toEqual([0, 5])
  expect(list().scrollHeight).toBe(50_000)
})

test('a list that gets shorter shows its end at once', async () => {
  const { rerender } = render(<Numbers count={1000} />)
  await scrollTo(10_000)
  rerender(<Numbers count={30} />)
  expect(visible()).toEqual(range(20, 29))
  rerender(<Numbers count={3} />)
  expect(visible()).toEqual(range(0, 2))
  rerender(<Numbers count={0} />)
  expect(rendered()).toEqual([undefined, undefined])
  expect(list().scrollHeight).toBe(200)
  rerender(<Numbers count={1000} />)
  expect(visible()).toEqual(range(0, 9))
})

test('a list that comes later, or comes back, is measured when it is there', async () => {
  const { rerender } = render(<Numbers count={1000} isShown={false} />)
  rerender(<Numbers count={1000} />)
  expect(rendered()).toEqual([0, 11])
  await scrollTo(400)
  rerender(<Numbers count={1000} isShown={false} />)
  rerender(<Numbers count={1000} />)
  expect(visible()).toEqual(range(0, 9))
  await scrollTo(400)
  expect(visible()).toEqual(range(20, 29))
})

test('a hidden list has the right rows when it is shown', async () => {
  const { rerender } = render(<Numbers count={1000} style={{ display: 'none' }} />)
  rerender(<Numbers count={1000} style={{ display: 'block' }} />)
  await waitFor(() => expect(rendered()).toEqual([0, 11]))
})

test('follows in strict mode too, and forgets nothing when effects run twice', async () => {
  render(<Numbers count={1000} />, { wrapper: StrictMode })
  await scrollTo(400)
  expect(visible()).toEqual(range(20, 29))
})

test.each([0.9, 1.1, 1.25, 1.5])('leaves no gap in a page zoomed to %s, from right to left', async (zoom) => {
  render(
    <div dir="rtl" style={{ zoom }}>
      <Numbers count={1000} rowHeight={23} overscan={0} />
    </div>,
  )
  for (const top of [1, 22, 23, 24, 5000, 5001.5, 11_503]) {
    await scrollTo(top)
    const { top: edge, bottom } = list().getBoundingClientRect()
    const rows = screen.getAllByRole('listitem').map((row) => row.getBoundingClientRect())
    expect(Math.min(...rows.map((row) => row.top))).toBeLessThanOrEqual(edge + 0.5)
    expect(Math.max(...rows.map((row) => row.bottom))).toBeGreaterThanOrEqual(bottom - 0.5)
  }
})
