/** Says when words about a time are due to change: all of the page by one timer, which rests while it is hidden. */
export interface Ticker {
  /**
   * Calls `notify` whenever words are due to change, until the function it gives is called.
   *
   * @param msLeft How long the words of this moment hold.
   */
  readonly follow: (msLeft: () => number, notify: () => void) => () => void
}

interface Follower {
  readonly msLeft: () => number
  readonly notify: () => void
  due: number
}

/** Words change together at these moments, up to so many ms late, so that a hundred of them wake the page no oftener. */
const stepMs = 5_000

/** Makes the ticker of a page. */
function createTicker(): Ticker {
  const followers = new Set<Follower>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let wakesAt = Infinity

  const plan = (follower: Follower): void => {
    follower.due = Math.ceil((Date.now() + follower.msLeft()) / stepMs) * stepMs
    if (follower.due < wakesAt) sleep()
  }
  const sleep = (): void => {
    clearTimeout(timer)
    wakesAt = document.hidden ? Infinity : Math.min(...Array.from(followers, ({ due }) => due))
    if (wakesAt !== Infinity) timer = setTimeout(wake, wakesAt - Date.now())
  }
  const wake = (): void => {
    const now = Date.now()
    for (const follower of followers) {
      if (follower.due > now) continue
      follower.notify()
      follower.due = Math.ceil((now + follower.msLeft()) / stepMs) * stepMs
    }
    sleep()
  }

  return {
    follow(msLeft, notify) {
      const follower: Follower = { msLeft, notify, due: Infinity }
      if (followers.size === 0) document.addEventListener('visibilitychange', wake)
      followers.add(follower)
      plan(follower)
      return () => {
        followers.delete(follower)
        if (followers.size > 0) return
        document.removeEventListener('visibilitychange', wake)
        sleep()
      }
    },
  }
}

/** The one of this page. */
export const pageTicker: Ticker = createTicker()
