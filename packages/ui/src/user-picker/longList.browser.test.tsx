import '@cubekit/ui/styles.css'
import { listSource } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { somebody } from '../../test/somebody.ts'
import { UserPicker } from './index.ts'

const people = Array.from({ length: 10_000 }, (_, at) =>
  somebody({ id: at + 1, full_name: `Person ${at + 1}`, login: `user${at + 1}` }),
)

test('of 10,000 people only those who can be seen are in the page, wherever it is scrolled to', async () => {
  render(
    <CubeProvider client={createStage().client}>
      <UserPicker label="Person" sources={[listSource(people)]} />
    </CubeProvider>,
  )
  await userEvent.click(screen.getByRole('combobox'))
  const list = await screen.findByRole('listbox')
  const seen = Math.ceil(list.clientHeight / screen.getAllByRole('option')[0]!.offsetHeight)
  expect(seen).toBeGreaterThan(3)
  expect(screen.getAllByRole('option').length).toBeLessThanOrEqual(seen + 3)

  await userEvent.keyboard('{ArrowUp}')
  expect(screen.getByRole('option', { name: /Person 10000/ })).toBeVisible()
  expect(list.getBoundingClientRect().bottom).toBeGreaterThanOrEqual(
    Math.floor(screen.getByRole('option', { name: /Person 10000/ }).getBoundingClientRect().bottom),
  )
  await waitFor(() => expect(screen.getAllByRole('option').length).toBeLessThanOrEqual(seen + 3))
})
