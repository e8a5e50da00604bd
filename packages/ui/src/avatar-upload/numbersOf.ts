/** How numbers are written in a language. */
interface Numbers {
  readonly percent: (share: number) => string
  readonly degrees: (angle: number) => string
}

const known = new Map<string | undefined, Numbers>()

/** Kept, since the first of its kind takes a browser a while. */
export function numbersOf(locale: string | undefined): Numbers {
  let numbers = known.get(locale)
  if (!numbers) {
    const percent = new Intl.NumberFormat(locale, { style: 'percent' })
    const degrees = new Intl.NumberFormat(locale, { style: 'unit', unit: 'degree', unitDisplay: 'narrow' })
    numbers = { percent: (share) => percent.format(share), degrees: (angle) => degrees.format(angle) }
    known.set(locale, numbers)
  }
  return numbers
}

/** Gets them ready, in tasks that no key has to wait long for. */
export async function readyNumbers(locale: string | undefined): Promise<void> {
  if (known.has(locale)) return
  await nextTask()
  // Half of what the first number takes.
  Intl.Collator.supportedLocalesOf('en')
  await nextTask()
  numbersOf(locale)
  await nextTask()
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
