import '@cubekit/ui/styles.css'
import '@cubekit/ui/themes/coral.css'
import '@cubekit/ui/themes/evergreen.css'
import '@cubekit/ui/themes/graphite.css'
import shadcn from '@cubekit/ui/themes/shadcn.css?raw'
import { describe, expect, onTestFinished, test } from 'vitest'

/** What `shadcn init` writes, in its neutral colours. */
const shadcnDefaults = `
  :root {
    --radius: 0.625rem;
    --background: oklch(1 0 0); --foreground: oklch(0.145 0 0);
    --card: oklch(1 0 0); --card-foreground: oklch(0.145 0 0);
    --primary: oklch(0.205 0 0); --primary-foreground: oklch(0.985 0 0);
    --muted: oklch(0.97 0 0); --muted-foreground: oklch(0.556 0 0);
    --destructive: oklch(0.577 0.245 27.325);
    --border: oklch(0.922 0 0); --input: oklch(0.922 0 0); --ring: oklch(0.708 0 0);
  }
  .dark {
    --background: oklch(0.145 0 0); --foreground: oklch(0.985 0 0);
    --card: oklch(0.205 0 0); --card-foreground: oklch(0.985 0 0);
    --primary: oklch(0.922 0 0); --primary-foreground: oklch(0.205 0 0);
    --muted: oklch(0.269 0 0); --muted-foreground: oklch(0.708 0 0);
    --destructive: oklch(0.704 0.191 22.216);
    --border: oklch(1 0 0 / 10%); --input: oklch(1 0 0 / 15%); --ring: oklch(0.556 0 0);
  }
`

/** Every pair of colours that has to be told apart, and how far apart: text 4.5, body text 7, the rest 3. */
const pairs: readonly (readonly [front: string, back: string, atLeast: number])[] = [
  ['--_text', '--_raised', 7],
  ['--_text', '--_background', 7],
  ['--_text', '--_sunken', 7],
  ['--_text', '--_accent-soft', 7],
  ['--_text-muted', '--_raised', 4.5],
  ['--_text-muted', '--_background', 4.5],
  ['--_text-muted', '--_sunken', 4.5],
  ['--_accent-text', '--_raised', 4.5],
  ['--_danger', '--_raised', 4.5],
  ['--_on-accent', '--_accent', 4.5],
  ['--_on-accent', '--_accent-hover', 4.5],
  ['--_on-accent', '--_accent-active', 4.5],
  ['--_border-strong', '--_raised', 3],
  ['--_border-strong', '--_background', 3],
  ['--_accent', '--_raised', 3],
  ['--_ring', '--_raised', 3],
  ['--_on-danger', '--_danger', 4.5],
  ['--_on-danger', '--_danger-hover', 4.5],
  ['--_success', '--_raised', 4.5],
]

/** The pairs that are too close to each other. */
function tooClose(form: HTMLElement): readonly object[] {
  return pairs.flatMap(([front, back, atLeast]) => {
    const ratio = contrast(rgbOf(form, back, front), rgbOf(form, back))
    return ratio < atLeast ? [{ pair: `${front} on ${back}`, ratio: Math.round(ratio * 100) / 100 }] : []
  })
}

describe.each(['light', 'dark'])('in %s', (scheme) => {
  test.each(['', 'cube-theme-graphite', 'cube-theme-coral', 'cube-theme-evergreen'])(
    'colours contrast enough: %s',
    (theme) => {
      const form = showForm(`color-scheme: ${scheme}`, theme)
      expect(tooClose(form)).toEqual([])
      if (theme) expect(rgbOf(form, '--_accent')).not.toEqual(rgbOf(showForm(''), '--_accent'))
    },
  )

  test('those of shadcn/ui do as well, as they come', () => {
    const style = document.head.appendChild(document.createElement('style'))
    style.textContent = shadcn + shadcnDefaults
    onTestFinished(() => style.remove())
    const form = showForm('', scheme)
    expect(tooClose(form)).toEqual([])
    expect(rgbOf(form, '--_accent')).toEqual(rgbOf(form, '--primary'))
    expect(getComputedStyle(form).borderRadius).toBe('14px')
  })
})

test('what a host sets beside a theme counts more', () => {
  const style = document.head.appendChild(document.createElement('style'))
  style.textContent = '.cube-theme-graphite { --cube-accent: #0a7c4a }'
  onTestFinished(() => style.remove())
  expect(rgbOf(showForm('', 'cube-theme-graphite'), '--_accent')).toEqual([10, 124, 74])
})

test.each([
  ['#ffd24a', 'black'],
  ['#0a7c4a', 'white'],
  ['#ff5c8a', 'black'],
  ['#111', 'white'],
  ['#8a8a8a', 'black'],
  ['#6b6b6b', 'white'],
])('text on an accent of %s is %s by itself', (accent, words) => {
  const form = showForm(`--cube-accent: ${accent}`)
  const onAccent = rgbOf(form, '--_on-accent')
  expect(onAccent).toEqual(words === 'black' ? [0, 0, 0] : [255, 255, 255])
  expect(contrast(onAccent, rgbOf(form, '--_accent'))).toBeGreaterThanOrEqual(4.5)
})

test('a variable set anywhere above a form is used, and what follows from it follows', () => {
  const plain = showForm('')
  const form = showForm('--cube-accent: #0a7c4a')
  expect(rgbOf(form, '--_accent')).toEqual([10, 124, 74])
  expect(rgbOf(form, '--_accent-hover')).not.toEqual(rgbOf(plain, '--_accent-hover'))
  expect(rgbOf(form, '--_ring')).toEqual([10, 124, 74])
})

test('a scheme set above a form is followed, whatever the page has', () => {
  expect(rgbOf(showForm('color-scheme: dark'), '--_raised')).not.toEqual(
    rgbOf(showForm('color-scheme: light'), '--_raised'),
  )
})

test("an unlayered style of the host's wins without any fight", () => {
  const style = document.head.appendChild(document.createElement('style'))
  style.textContent = '.mine { border-radius: 3px }'
  onTestFinished(() => style.remove())
  const form = showForm('')
  form.classList.add('mine')
  expect(getComputedStyle(form).borderRadius).toBe('3px')
})

test.each([
  [399, '16px'],
  [400, '24px'],
  [900, '24px'],
])('in a container of %d pixels the padding is %s', (width, padding) => {
  const form = showForm(`inline-size: ${width}px`)
  expect(getComputedStyle(form).paddingInlineStart).toBe(padding)
  expect(form.getBoundingClientRect().width).toBe(Math.min(width, 384))
})

/** An empty form inside an element with a style of its own. */
function showForm(style: string, theme = ''): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'))
  host.style.cssText = style
  host.className = theme
  onTestFinished(() => host.remove())
  const form = host.appendChild(document.createElement('form'))
  form.className = 'cube-form'
  return form
}

/** Colours laid over each other on the card, as the screen shows them. */
function rgbOf(form: HTMLElement, ...variables: readonly string[]): readonly number[] {
  const probe = form.appendChild(document.createElement('i'))
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (!canvas) throw new Error('There is no canvas to read a colour with.')
  for (const variable of ['--_raised', ...variables]) {
    probe.style.color = `var(${variable})`
    canvas.fillStyle = getComputedStyle(probe).color
    canvas.fillRect(0, 0, 1, 1)
  }
  probe.remove()
  return Array.from(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3))
}

/** By WCAG 2.2: from 1, no difference, to 21, black on white. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [light = 1, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb
    .map((channel) => channel / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
