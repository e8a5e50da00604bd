import { useCurrentUser, type Presence } from '@cubekit/react'
import { UserAvatar, type UserAvatarProps } from '@cubekit/ui'
import type { ReactNode } from 'react'
import { expect, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import type { Scenario } from '../.storybook/scenarios.ts'
import { allSorts, drawPicture, person } from './people.ts'
import { wordsOf } from './wordsOf.ts'

const meta = preview.meta({
  title: 'Components/UserAvatar',
  component: UserAvatar,
  args: { user: person(), size: '3rem' },
})

/** Initials, on a colour that is always the person’s. */
export const Default = meta.story({})

/** A picture, once it has come. */
export const WithPicture = meta.story({
  loaders: [async () => ({ picture: await drawPicture() })],
  render: (args, { loaded }) => <UserAvatar {...args} src={loaded['picture'] as string} presence="online" />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeVisible())
  },
})

/** The person’s own picture, which comes by itself, and changes when they change it. */
export const OwnPicture = meta.story({
  parameters: {
    scenario: {
      signedIn: 'user',
      emulator: { users: [{ login: 'ada', password: 'analytical-engine', avatar: true }] },
    } satisfies Scenario,
  },
  render: (args) => <Mine {...args} />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeVisible())
  },
})

function Mine(args: UserAvatarProps): ReactNode {
  const user = useCurrentUser()
  return user && <UserAvatar {...args} user={user} />
}

/** A picture that does not come: initials, without a flash. */
export const BrokenPicture = meta.story({
  args: { src: 'blob:nowhere' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).not.toBeVisible())
    await expect(canvasElement.querySelector('.cube-avatar')).toHaveTextContent(/\p{L}/u)
  },
})

/** Named, where no name stands beside it: for screen readers, and for those who point at it. */
export const Labelled = meta.story({
  args: { label: true, presence: 'online' },
  play: async ({ canvas, globals }) => {
    await expect(canvas.getByRole('img', { name: 'Ada Lovelace' })).toBeVisible()
    await expect(canvas.getByRole('img', { name: wordsOf(globals)['people.online'] })).toBeVisible()
  },
})

const presences: readonly (Presence | undefined)[] = [undefined, 'online', 'offline', 'unknown']
const sizes = ['1.25rem', '1.5rem', '2rem', '2.5rem', '3rem', '4rem', '6rem']

function Row({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section
      aria-label={title}
      style={{ display: 'flex', flexWrap: 'wrap', gap: '1rem', alignItems: 'center' }}
    >
      {children}
    </section>
  )
}

/** All sizes, with all that can be known; people of all sorts; with a picture, and on a background that is not ours. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { layout: 'padded' },
  loaders: [async () => ({ picture: await drawPicture() })],
  render: (_, { loaded }) => (
    <div style={{ display: 'grid', gap: '1.5rem' }}>
      {presences.map((presence) => (
        <Row key={presence ?? 'none'} title={presence ?? 'none'}>
          {sizes.map((size) => (
            <UserAvatar key={size} user={person({ id: 12 })} size={size} presence={presence} />
          ))}
          {sizes.map((size) => (
            <UserAvatar
              key={size}
              user={person()}
              size={size}
              presence={presence}
              src={loaded['picture'] as string}
            />
          ))}
        </Row>
      ))}
      <Row title="All sorts">
        {allSorts.map((user) => (
          <UserAvatar key={user.id} user={user} size="2.5rem" label />
        ))}
      </Row>
      <Row title="Colours">
        {Array.from({ length: 24 }, (_, id) => (
          <UserAvatar key={id} user={person({ id: id + 1000 })} />
        ))}
      </Row>
      <div
        style={{
          padding: '1rem',
          borderRadius: '0.75rem',
          background: 'linear-gradient(90deg, #f5b1c7, #3a57e0)',
        }}
      >
        <Row title="Elsewhere">
          {presences.map((presence) => (
            <UserAvatar key={presence ?? 'none'} user={person({ id: 3 })} size="3rem" presence={presence} />
          ))}
        </Row>
      </div>
    </div>
  ),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })
export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })
/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = Matrix.extend({ globals: { colours: 'forced' } })
