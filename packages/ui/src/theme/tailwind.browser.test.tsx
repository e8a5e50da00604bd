import { login } from '@cubekit/core'
import { createStage } from '@cubekit/testing'
import { CubeProvider } from '@cubekit/react'
import { render, screen } from '@testing-library/react'
import { compile } from 'tailwindcss'
import preflight from 'tailwindcss/preflight.css?raw'
import tailwindTheme from 'tailwindcss/theme.css?raw'
import { expect, onTestFinished, test } from 'vitest'
import styles from '@cubekit/ui/styles.css?inline'
import { AccountDeletion } from '../account-deletion/index.ts'
import { LoginForm } from '../login-form/index.ts'

/** What an app's stylesheet becomes, with the utilities it uses. */
async function buildCss(source: string, utilities: readonly string[]): Promise<string> {
  const files: Readonly<Record<string, string>> = {
    tailwindcss: `
      @layer theme, base, components, utilities;
      @import 'tailwindcss/theme.css' layer(theme);
      @import 'tailwindcss/preflight.css' layer(base);
      @layer utilities { @tailwind utilities; }`,
    'tailwindcss/theme.css': tailwindTheme,
    'tailwindcss/preflight.css': preflight,
    '@cubekit/ui/styles.css': styles,
  }
  const { build } = await compile(source, {
    loadStylesheet: async (id) => {
      const content = files[id]
      if (content === undefined) throw new Error(`There is no stylesheet named ${id}.`)
      return { path: id, base: '', content }
    },
  })
  return build([...utilities])
}

/** As the README says. */
const advised = `
  @layer theme, base, cube, components, utilities;
  @import 'tailwindcss';
  @import '@cubekit/ui/styles.css';`

async function show(source: string): Promise<void> {
  const style = document.head.appendChild(document.createElement('style'))
  onTestFinished(() => style.remove())
  style.textContent = await buildCss(source, ['rounded-none', 'p-1'])
  const { client, person } = createStage()
  await login(client, person)
  render(
    <CubeProvider client={client}>
      <LoginForm className="rounded-none p-1" />
      <AccountDeletion />
    </CubeProvider>,
  )
}

test('the forms are as they are without Tailwind, and its utilities win', async () => {
  await show(advised)
  const form = getComputedStyle(screen.getByRole('form'))
  expect(form.borderTopWidth).toBe('1px')
  expect(form.display).toBe('flex')
  // The utilities that the form was given.
  expect(form.borderRadius).toBe('0px')
  expect(form.paddingInlineStart).toBe('4px')
  // What the reset of Tailwind takes from every element of these kinds.
  const input = getComputedStyle(screen.getByLabelText('Login or email'))
  expect(input.borderTopWidth).toBe('1px')
  expect(input.borderRadius).toBe('8px')
  expect(input.paddingInlineStart).toBe('12px')
  const button = getComputedStyle(screen.getByRole('button', { name: 'Sign in' }))
  expect(button.backgroundColor).toBe('rgb(58, 87, 224)')
  expect(button.fontWeight).toBe('600')
  const title = getComputedStyle(screen.getByRole('heading', { name: 'Sign in' }))
  expect(title.fontSize).toBe('20px')
  expect(title.fontWeight).toBe('600')
  expect(getComputedStyle(screen.getByRole('region')).paddingInlineStart).not.toBe('0px')
})

test('in no other order: a layer before the reset would lose to it', async () => {
  await show(`@layer cube;${advised}`)
  expect(getComputedStyle(screen.getByLabelText('Login or email')).borderTopWidth).toBe('0px')
})
