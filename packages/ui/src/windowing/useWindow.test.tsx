import { render, screen } from '@testing-library/react'
import { useRef } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { useWindow } from './useWindow.ts'

function Numbers({ count }: { readonly count: number }) {
  const list = useRef<HTMLDivElement>(null)
  const { first, last, scrollToRow } = useWindow({ count, rowHeight: 40, list })
  return (
    <div ref={list}>
      <ul>
        {Array.from({ length: last - first + 1 }, (_, at) => (
          <li key={first + at}>
            <button type="button" onClick={() => scrollToRow(first + at)}>
              {first + at}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

test('shows the first twenty rows or so where nothing is laid out', () => {
  const { rerender } = render(<Numbers count={100_000} />)
  expect(screen.getAllByRole('listitem')).toHaveLength(21)
  screen.getByRole('button', { name: '20' }).click()
  expect(screen.getAllByRole('listitem')).toHaveLength(21)
  rerender(<Numbers count={3} />)
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
  rerender(<Numbers count={0} />)
  expect(screen.queryAllByRole('listitem')).toHaveLength(0)
})

test('renders the same on a server', () => {
  expect(renderToString(<Numbers count={100_000} />).match(/<li>/g)).toHaveLength(21)
})
