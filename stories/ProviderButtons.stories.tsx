import type { LoginCredentials } from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import { LoginForm, ProviderButtons, ProviderButtonsParts, type SignInWay } from '@cubekit/ui'
import type { ReactNode } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { type Scenario, type Scene, sceneOf } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { Room } from './Room.tsx'

const providers = {
  facebook: acceptTokens({ olof: { uid: '42', full_name: 'Olof Shodger' } }),
}
const scenario = { emulator: { providers } } satisfies Scenario

const given = async (): Promise<LoginCredentials> => ({ provider: 'facebook', keys: { token: 'olof' } })
const refused = async (): Promise<LoginCredentials> => ({ provider: 'facebook', keys: { token: 'nobody' } })
const never = (): Promise<null> => new Promise(() => {})

/** Signs of nobody in particular. */
const circle = (
  <Sign d="M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM2.5 10h15M10 2.5c5 4.5 5 10.5 0 15-5-4.5-5-10.5 0-15Z" />
)
const key = <Sign d="M12.5 11.5a4 4 0 1 0-4-4c0 .6.1 1.1.3 1.6L3 15v2.5h3V15.5h2v-2h2l.9-.9" />

const ways = (signIn: SignInWay['signIn'] = given): SignInWay[] => [
  { id: 'nordwind', name: 'Nordwind', icon: circle, signIn },
  { id: 'school', name: 'your school', icon: key, signIn },
  { id: 'plain', name: 'Feldpost', signIn },
]

const meta = preview.meta({
  title: 'Components/ProviderButtons',
  component: ProviderButtons,
  args: { ways: ways(), onSuccess: fn(), onError: fn() },
  parameters: { layout: 'padded', scenario },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width'] ?? '24rem'}>
        <Story />
      </Room>
    ),
  ],
})

/** As they are. */
export const Default = meta.story({})

/** Under a form, in the same card. */
export const InAForm = meta.story({
  render: (args) => <LoginForm footer={<ProviderButtons {...args} divider />} />,
})

/** Signs in. */
export const SignsIn = meta.story({
  play: async ({ args, canvas, userEvent, loaded }) => {
    const [first] = canvas.getAllByRole('button')
    if (first) await userEvent.click(first)
    await waitFor(() => expect(args.onSuccess).toHaveBeenCalledTimes(1))
    await expect(sceneOf({ loaded }).client.getSession().user?.full_name).toBe('Olof Shodger')
  },
})

/** While one window is open the other buttons wait. */
export const Pending = meta.story({ args: { ways: ways(never) }, play: pressFirst })

/** The window was closed: that is no error. */
export const WindowClosed = meta.story({
  args: { ways: ways(async () => null) },
  play: async ({ canvas, canvasElement, args }) => {
    await pressFirst({ canvasElement })
    for (const button of canvas.getAllByRole('button')) {
      await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'))
    }
    await expect(canvas.queryByRole('alert')).toBeNull()
    await expect(args.onError).not.toHaveBeenCalled()
  },
})

/** The server did not take what the provider gave. */
export const Refused = meta.story({ args: { ways: ways(refused) }, play: fails('invalid-credentials') })

export const Offline = meta.story({
  parameters: { scenario: { ...scenario, faults: [{ kind: 'offline' }] } satisfies Scenario },
  play: fails('unreachable'),
})

/** The server said for how long. */
export const RateLimited = meta.story({
  parameters: {
    scenario: { ...scenario, faults: [{ kind: 'status', status: 429, retryAfter: 45 }] } satisfies Scenario,
  },
  play: fails('rate-limited'),
})

/** The ring of keyboard focus goes from one to the next. */
export const Keyboard = meta.story({
  play: async ({ canvas, userEvent }) => {
    for (const stop of canvas.getAllByRole('button')) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
      await expect(getComputedStyle(stop).outlineStyle).toBe('solid')
    }
    await userEvent.tab({ shift: true })
  },
})

const long: readonly SignInWay[] = [
  { id: 'long', name: 'Donaudampfschifffahrtsgesellschaftskapitänsverband', icon: circle, signIn: given },
  { id: 'wrapping', name: 'the Institute of Technology of the Free State', icon: key, signIn: given },
  { id: 'hebrew', name: 'דואר ישראל', icon: key, signIn: given },
]

/** Long names wrap, and each reads in its own direction. */
export const LongNames = meta.story({
  args: { ways: long, divider: true },
  parameters: { width: '20rem' },
  play: async ({ canvas }) => {
    for (const button of canvas.getAllByRole('button')) {
      await expect(button.scrollWidth).toBeLessThanOrEqual(button.clientWidth)
    }
  },
})

/** Other words and an order of one’s own: put together from the parts. */
export const ComposedOfParts = meta.story({
  render: ({ ways: [first, second], ...args }) => (
    <ProviderButtonsParts.Root {...args}>
      {first && <ProviderButtonsParts.Button way={first}>Members of the guild</ProviderButtonsParts.Button>}
      <ProviderButtonsParts.Divider>or, if you must</ProviderButtonsParts.Divider>
      {second && <ProviderButtonsParts.Button way={second} />}
      <ProviderButtonsParts.ErrorMessage />
    </ProviderButtonsParts.Root>
  ),
})

export const Dark = meta.story({
  globals: { scheme: 'dark' },
  args: { ways: ways(refused) },
  play: pressFirst,
})

export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  args: { divider: true },
  render: (args) => <LoginForm footer={<ProviderButtons {...args} />} />,
})

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = meta.story({ globals: { colours: 'forced' }, args: { divider: true } })

const cells: readonly Cell[] = [
  { name: 'At rest', show: <ProviderButtons ways={ways()} /> },
  { name: 'Under a form', show: <LoginForm footer={<ProviderButtons divider ways={ways()} />} /> },
  {
    name: 'Pending',
    show: <ProviderButtons ways={ways(never)} />,
    play: (cell) => pressFirst({ canvasElement: cell }),
  },
  {
    name: 'Refused',
    scenario,
    show: <ProviderButtons ways={ways(refused)} />,
    play: (cell) => pressFirst({ canvasElement: cell }),
  },
  {
    name: 'Offline',
    scenario: { faults: [{ kind: 'offline' }] },
    show: <ProviderButtons divider ways={ways()} />,
    play: (cell) => pressFirst({ canvasElement: cell }),
  },
  {
    name: 'Too many attempts, with a time',
    scenario: { faults: [{ kind: 'status', status: 429, retryAfter: 90 }] },
    show: <ProviderButtons ways={ways()} />,
    play: (cell) => pressFirst({ canvasElement: cell }),
  },
  { name: 'Long names', show: <ProviderButtons ways={long} /> },
]

/** All states side by side. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { scenario: 'none', width: '80rem' },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })

export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })

async function pressFirst({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  const button = canvasElement.querySelector('.cube-provider')
  if (button) await userEvent.click(button)
}

function fails(code: string) {
  return async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    await pressFirst({ canvasElement })
    await expect(await within(canvasElement).findByRole('alert')).toHaveAttribute('data-code', code)
  }
}

function Sign({ d }: { d: string }): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden>
      <path d={d} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  )
}
