import { CubeError } from '@cubekit/core'
import { PhoneLoginForm, PhoneLoginFormParts } from '@cubekit/ui'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf, type Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { send } from './fillIn.ts'
import { Room } from './Room.tsx'
import { code, neverSent, phoneScenario, textMessages } from './textMessages.ts'
import { wordsOf } from './wordsOf.ts'

const footer = <a href="#password">Use a password instead</a>

const meta = preview.meta({
  title: 'Components/PhoneLoginForm',
  component: PhoneLoginForm,
  args: { verifier: textMessages(), defaultCountry: 'GB', onSuccess: fn(), onError: fn() },
  parameters: { layout: 'padded', scenario: phoneScenario },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** As it is: a country, from where the person is, and a number in any way of writing it. */
export const Default = meta.story({})

/** A code was sent: the focus is in its input. */
export const CodeSent = meta.story({
  args: { footer },
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendNumber({ canvasElement })
    await expect(canvas.getByLabelText(words['phone.code'])).toHaveFocus()
    await expect(canvas.getByLabelText(words['phone.code'])).toHaveAccessibleDescription(/\+44 ?1632 ?960961/)
  },
})

/** Signs in. */
export const SignsIn = meta.story({
  play: async ({ args, canvasElement, loaded }) => {
    await sendNumber({ canvasElement })
    await sendCode(canvasElement, code)
    await waitFor(() => expect(args.onSuccess).toHaveBeenCalledTimes(1))
    await expect(sceneOf({ loaded }).client.getSession().status).toBe('user')
  },
})

/** The list of countries is the browser’s own, in the names of the language. */
export const Countries = meta.story({
  args: { defaultCountry: undefined },
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.selectOptions(canvas.getByLabelText(words['phone.country']), 'JP')
    await expect(canvas.getByText('JP +81')).toBeVisible()
  },
})

/** A whole number is pasted: the country follows. */
export const PastedWithCountry = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByLabelText(words['phone.number']))
    await userEvent.paste('+33 6 12 34 56 78')
    await expect(canvas.getByLabelText(words['phone.country'])).toHaveValue('FR')
    await expect(canvas.getByLabelText(words['phone.number'])).toHaveValue('6 12 34 56 78')
  },
})

export const Empty = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await send(canvasElement)
    await expect(canvas.getByLabelText(words['phone.number'])).toHaveFocus()
  },
})

export const NoNumber = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await enter(canvasElement, 'phone', '12{Enter}')
    await expect(canvas.getByLabelText(words['phone.number'])).toHaveAccessibleDescription(
      words['phone.numberInvalid'],
    )
  },
})

/** A message is on its way to be sent. */
export const Pending = meta.story({
  args: { verifier: neverSent },
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await enter(canvasElement, 'phone', '01632 960961{Enter}')
    await expect(canvas.getByRole('status')).toHaveTextContent(words['phone.sending'])
  },
})

/** Too many messages to this phone: counted down. */
export const RateLimited = meta.story({
  args: { verifier: textMessages({ error: new CubeError('rate-limited', { retryAfterMs: 90_000 }) }) },
  play: async ({ canvas, canvasElement }) => {
    await enter(canvasElement, 'phone', '01632 960961{Enter}')
    await waitFor(() => expect(canvas.getByRole('timer')).toBeVisible())
  },
})

export const WrongCode = meta.story({
  args: { footer },
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendNumber({ canvasElement })
    await sendCode(canvasElement, '000000')
    await waitFor(() =>
      expect(canvas.getByLabelText(words['phone.code'])).toHaveAccessibleDescription(
        new RegExp(words['phone.codeInvalid'].slice(0, 12)),
      ),
    )
  },
})

/** The code may be sent again. */
export const Resend = meta.story({
  args: { verifier: textMessages({ pauseMs: 0 }) },
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await sendNumber({ canvasElement })
    await userEvent.click(canvas.getByRole('button', { name: words['phone.resend'] }))
    await expect(await canvas.findByText(words['phone.resent'])).toBeInTheDocument()
  },
})

/** The number is still there when it is changed. */
export const ChangeNumber = meta.story({
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await sendNumber({ canvasElement })
    await userEvent.click(canvas.getByRole('button', { name: words['phone.change'] }))
    await waitFor(() => expect(canvas.getByLabelText(words['phone.number'])).toHaveFocus())
    await expect(canvas.getByLabelText(words['phone.number'])).toHaveValue('01632 960961')
  },
})

/** The ring of keyboard focus goes through everything, in the order of the eye. */
export const Keyboard = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.tab()
    const country = canvas.getByLabelText(words['phone.country'])
    await expect(country).toHaveFocus()
    await expect(getComputedStyle(country.parentElement ?? country).outlineStyle).toBe('solid')
    for (const stop of [
      canvas.getByLabelText(words['phone.number']),
      canvas.getByRole('button', { name: words['phone.send'] }),
    ]) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
      await expect(getComputedStyle(stop).outlineStyle).toBe('solid')
    }
    await userEvent.tab({ shift: true })
    await userEvent.tab({ shift: true })
  },
})

/** Other words and another order: put together from the parts. */
export const ComposedOfParts = meta.story({
  render: ({ verifier, onSuccess }) => (
    <PhoneLoginFormParts.Root
      verifier={verifier}
      onSuccess={onSuccess}
      defaultCountry="GB"
      aria-label="Drivers’ entrance"
    >
      <PhoneLoginFormParts.NumberField>
        <PhoneLoginFormParts.Label>The number of your van</PhoneLoginFormParts.Label>
        <PhoneLoginFormParts.NumberInput placeholder="01632 …" />
        <PhoneLoginFormParts.FieldError />
      </PhoneLoginFormParts.NumberField>
      <PhoneLoginFormParts.CodeField />
      <PhoneLoginFormParts.SubmitButton>Open the gate</PhoneLoginFormParts.SubmitButton>
      <PhoneLoginFormParts.ResendButton />
      <PhoneLoginFormParts.ErrorMessage />
    </PhoneLoginFormParts.Root>
  ),
})

export const Dark = meta.story({ globals: { scheme: 'dark' }, args: { footer }, play: sendNumber })

/** Arabic: the words go to the left, numbers to the right. */
export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  args: { defaultCountry: 'EG' },
  play: async ({ canvasElement }) => {
    await enter(canvasElement, 'phone', '٠١٠٠ ١٢٣ ٤٥٦٧')
  },
})

export const RightToLeftCodeSent = meta.story({
  globals: { locale: 'ar' },
  play: async ({ canvas, canvasElement }) => {
    await sendNumber({ canvasElement })
    await expect(canvas.getByText(/^\+44 ?1632 ?960961$/)).toHaveAttribute('dir', 'ltr')
  },
})

export const Narrow320 = meta.story({
  args: { footer },
  parameters: { width: '20rem' },
  play: async ({ canvas, canvasElement }) => {
    await enter(canvasElement, 'phone', '12{Enter}')
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = meta.story({ globals: { colours: 'forced' }, args: { footer } })

const cells: readonly Cell[] = [
  { name: 'At rest', show: <PhoneLoginForm verifier={textMessages()} defaultCountry="GB" footer={footer} /> },
  {
    name: 'Sending',
    show: <PhoneLoginForm verifier={neverSent} defaultCountry="GB" />,
    play: (cell) => enter(cell, 'phone', '01632 960961{Enter}'),
  },
  {
    name: 'No number',
    show: <PhoneLoginForm verifier={textMessages()} defaultCountry="GB" />,
    play: (cell) => enter(cell, 'phone', '12{Enter}'),
  },
  {
    name: 'Too many messages',
    show: (
      <PhoneLoginForm
        verifier={textMessages({ error: new CubeError('rate-limited', { retryAfterMs: 90_000 }) })}
        defaultCountry="GB"
      />
    ),
    play: (cell) => enter(cell, 'phone', '01632 960961{Enter}'),
  },
  {
    name: 'Code sent',
    show: <PhoneLoginForm verifier={textMessages()} defaultCountry="GB" footer={footer} />,
    play: (cell) => sendNumber({ canvasElement: cell }),
  },
  {
    name: 'Another code may be sent',
    show: <PhoneLoginForm verifier={textMessages({ pauseMs: 0 })} defaultCountry="GB" />,
    play: (cell) => sendNumber({ canvasElement: cell }),
  },
  {
    name: 'Wrong code',
    show: <PhoneLoginForm verifier={textMessages()} defaultCountry="GB" />,
    play: async (cell) => {
      await sendNumber({ canvasElement: cell })
      await sendCode(cell, '000 000')
    },
  },
  {
    name: 'Phone not taken',
    show: <PhoneLoginForm verifier={textMessages()} defaultCountry="GB" />,
    scenario: { emulator: { providers: {} } },
    play: async (cell) => {
      await sendNumber({ canvasElement: cell })
      await sendCode(cell, code)
      await within(cell).findByRole('alert')
    },
  },
]

/** All states side by side. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: {
    scenario: 'none',
    width: '80rem',
    // The same form many times on one page is a landmark many times.
    a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
  },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })

export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })

// By name, because labels are in the language that the toolbar says.
async function enter(form: HTMLElement, name: string, keys: string): Promise<void> {
  const input = form.querySelector<HTMLInputElement>(`[name=${name}]`)
  if (input === null) throw new Error(`The form has no input named ${name}.`)
  await userEvent.type(input, keys)
}

async function sendNumber({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  await enter(canvasElement, 'phone', '01632 960961{Enter}')
  await waitFor(() => expect(canvasElement.querySelector('[name=code]')).not.toBeNull())
}

async function sendCode(form: HTMLElement, digits: string): Promise<void> {
  await enter(form, 'code', `${digits}{Enter}`)
}
