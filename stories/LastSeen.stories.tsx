import { LastSeen } from '@cubekit/ui'
import { expect } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { minutesAgo } from './people.ts'
import { wordsOf } from './wordsOf.ts'

const meta = preview.meta({ title: 'Components/LastSeen', component: LastSeen })

/** How long ago somebody was there. It goes on by itself. */
export const Default = meta.story({ args: { at: minutesAgo(5) } })

/** From now to years ago, in the words of the language. */
export const Times = meta.story({
  render: () => (
    <ul>
      {[0, 1, 5, 59, 60, 300, 1440, 2880, 10_080, 45_000, 100_000, 1_000_000].map((minutes) => (
        <li key={minutes}>
          <LastSeen at={minutesAgo(minutes)} />
        </li>
      ))}
    </ul>
  ),
  play: async ({ canvas, globals }) => {
    const [first, ...others] = canvas.getAllByRole('time')
    await expect(first).toHaveTextContent(wordsOf(globals)['people.justNow'])
    for (const time of others) await expect(time).toHaveAttribute('title')
  },
})

export const RightToLeft = Times.extend({ globals: { locale: 'ar' } })
