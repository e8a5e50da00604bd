import { CubeError } from '@cubekit/core'
import { type Auth, RecaptchaVerifier } from 'firebase/auth'
import { firebaseError } from './firebaseError.ts'

/** A reCAPTCHA on the page, for one code. */
export interface Recaptcha {
  readonly verifier: RecaptchaVerifier
  readonly remove: () => void
}

/** A question that was answered may be hidden so long before the page is told, in ms. */
const graceMs = 2000

/**
 * Puts an invisible reCAPTCHA on the page, in an element of its own: a used one takes no other. Calls `fail` when Google
 * cannot be reached in the middle of it, and when the person closes its question.
 */
export function showRecaptcha(
  auth: Auth,
  container: HTMLElement | string | undefined,
  fail: (error: CubeError) => void,
): Recaptcha {
  if (typeof document === 'undefined')
    throw firebaseError({ code: 'auth/operation-not-supported-in-this-environment' })
  const place =
    typeof container === 'string' ? document.getElementById(container) : (container ?? document.body)
  if (!place)
    throw new CubeError('invalid-argument', { message: 'reCAPTCHA’s container is not on the page.' })
  const element = place.appendChild(document.createElement('div'))
  const stopWatching = watchQuestion(() => fail(new CubeError('aborted')))
  const takeAway = (): void => {
    stopWatching()
    element.remove()
  }
  try {
    const verifier = new RecaptchaVerifier(auth, element, {
      size: 'invisible',
      callback: stopWatching,
      'error-callback': () => fail(firebaseError({ code: 'auth/network-request-failed' })),
    })
    return {
      verifier,
      remove() {
        takeAway()
        verifier.clear()
      },
    }
  } catch (error) {
    takeAway()
    throw error
  }
}

/** Google tells nobody that its question was closed without an answer. It hides it. */
function watchQuestion(whenClosed: () => void): () => void {
  let wasShown = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const isShown = (): boolean => {
    const question = document.querySelector('iframe[src*="/recaptcha/"][src*="/bframe"]')
    return question !== null && getComputedStyle(question).visibility === 'visible'
  }
  const observer = new MutationObserver(() => {
    const was = wasShown
    wasShown = isShown()
    if (was === wasShown) return
    clearTimeout(timer)
    if (was) timer = setTimeout(whenClosed, graceMs)
  })
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ['style'],
    childList: true,
    subtree: true,
  })
  return () => {
    observer.disconnect()
    clearTimeout(timer)
  }
}
