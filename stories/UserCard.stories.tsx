import type { Presence } from '@cubekit/react'
import { UserCard, UserCardParts } from '@cubekit/ui'
import { expect } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { allSorts, drawPicture, minutesAgo, person } from './people.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const ada = person({
  login: 'ada',
  user_tags: ['math', 'poetry'],
  last_request_at: minutesAgo(5),
})

const meta = preview.meta({
  title: 'Components/UserCard',
  component: UserCard,
  args: { user: ada },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** Who somebody is, and when they were seen. */
export const Default = meta.story({})

/** Somebody who is there, with a picture, and something to do. */
export const Online = meta.story({
  loaders: [async () => ({ picture: await drawPicture() })],
  render: (args, { loaded }) => (
    <UserCard {...args} src={loaded['picture'] as string} presence="online">
      <button type="button" style={{ marginBlockStart: '0.5rem' }}>
        Message
      </button>
    </UserCard>
  ),
  play: async ({ canvas, globals }) => {
    await expect(canvas.getByText(wordsOf(globals)['people.online'])).toBeVisible()
  },
})

/** Another order, put together from the parts. */
export const ComposedOfParts = meta.story({
  render: ({ user }) => (
    <UserCardParts.Root user={user} style={{ flexDirection: 'column', alignItems: 'center' }}>
      <UserCardParts.Avatar size="5rem" />
      <UserCardParts.Name style={{ fontSize: '1.25rem' }} />
      <UserCardParts.Detail>@{user.login}</UserCardParts.Detail>
      <UserCardParts.Tags />
    </UserCardParts.Root>
  ),
})

const presences: readonly Presence[] = ['online', 'offline', 'unknown']

/** People of all sorts side by side: long names, missing ones, guests. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { layout: 'padded', width: '80rem' },
  render: () => (
    <div className="cards">
      {allSorts.map((user, at) => (
        <UserCard key={user.id} user={user} presence={presences[at % 3]} />
      ))}
      <style>{`
        .cards { inline-size: 100%; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); gap: 1rem; align-items: start; }
      `}</style>
    </div>
  ),
  play: async ({ canvasElement }) => {
    for (const card of canvasElement.querySelectorAll('.cube-card')) {
      await expect(card.scrollWidth).toBeLessThanOrEqual(card.clientWidth)
    }
  },
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })
export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })
/** In 320 pixels, the width of the smallest phone. */
export const MatrixNarrow = Matrix.extend({ parameters: { width: '16rem' } })
/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = Matrix.extend({ globals: { colours: 'forced' } })
