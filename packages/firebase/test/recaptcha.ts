import { onTestFinished, vi } from 'vitest'

/** Google's reCAPTCHA, which the page believes to have loaded. */
export interface Recaptcha {
  /** Where it was put, and how. */
  readonly rendered: { element: HTMLElement; parameters: Record<string, unknown> }[]
  /** What it does when the SDK wants to know whether this is a person. */
  onExecute: (solve: () => void, fail: () => void) => void
}

/** Sets it up for the running test: everybody is a person. */
export function createRecaptcha(): Recaptcha {
  const recaptcha: Recaptcha = { rendered: [], onExecute: (solve) => solve() }
  const call = (id: number, name: string, value?: string): void => {
    const callback = recaptcha.rendered[id - 1]?.parameters[name]
    if (typeof callback === 'function') callback(value)
  }
  vi.stubGlobal('grecaptcha', {
    render: (element: HTMLElement, parameters: Record<string, unknown>) =>
      recaptcha.rendered.push({ element, parameters }),
    getResponse: () => '',
    reset() {},
    execute: (id: number) =>
      recaptcha.onExecute(
        () => call(id, 'callback', 'solved'),
        () => call(id, 'error-callback'),
      ),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return recaptcha
}
