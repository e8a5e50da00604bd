import { onTestFinished, vi } from 'vitest'

/** Google's reCAPTCHA, which the page believes to have loaded. */
export interface Recaptcha {
  /** Where it was put, and how. */
  readonly rendered: { element: HTMLElement; parameters: Record<string, unknown> }[]
  /** What it does when the SDK wants to know whether this is a person. */
  onExecute: (solve: () => void, fail: () => void) => void
  /** Its question, on the page as Google puts it there. */
  readonly question: HTMLElement | null
  askQuestion(): void
  /** What Google does when it was answered, and when it was closed. */
  hideQuestion(): void
}

/** Sets it up for the running test: everybody is a person. */
export function createRecaptcha(): Recaptcha {
  let question: HTMLElement | null = null
  const recaptcha: Recaptcha = {
    rendered: [],
    onExecute: (solve) => solve(),
    get question() {
      return question
    },
    askQuestion() {
      question = document.body.appendChild(document.createElement('div'))
      question.style.visibility = 'visible'
      const frame = question.appendChild(document.createElement('iframe'))
      frame.title = 'recaptcha challenge'
      // It says where it comes from, and loads nothing.
      frame.srcdoc = ''
      frame.setAttribute('src', 'https://www.google.com/recaptcha/api2/bframe')
    },
    hideQuestion() {
      if (question) question.style.visibility = 'hidden'
    },
  }
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
  onTestFinished(() => {
    question?.remove()
    vi.unstubAllGlobals()
  })
  return recaptcha
}
