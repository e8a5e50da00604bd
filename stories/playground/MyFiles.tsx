import { useFileDelete, useFiles } from '@cubekit/react'
import { useEffect, type ReactNode } from 'react'
import { openWorld } from './world.ts'

/** What the server keeps of who is signed in: an avatar's file is one of them, and an old one is none any more. */
export function MyFiles(): ReactNode {
  const { data, hasNextPage, fetchNextPage, refetch } = useFiles()
  const deletion = useFileDelete()
  // An avatar's files come and go by themselves.
  useEffect(() => {
    const { emulator } = openWorld()
    return emulator.subscribe(() => {
      const { method, path, status } = emulator.log.at(-1) ?? {}
      if (method !== 'GET' && path?.startsWith('/blobs') && status !== null) void refetch()
    })
  }, [refetch])
  return (
    <section lang="en" dir="ltr" className="playground-card" aria-labelledby="files">
      <h2 id="files">Your files</h2>
      {data?.total_entries === 0 && <p>None yet. Choose a picture.</p>}
      <ul aria-labelledby="files">
        {data?.items.map(({ id, name, content_type, size }) => (
          <li key={id}>
            <span>
              <bdi title={name}>{name}</bdi>
              <small>
                {content_type}, {size === null ? 'on its way' : kilobytes.format(size / 1000)}
              </small>
            </span>
            <button
              type="button"
              aria-label={`Delete ${name}`}
              disabled={deletion.isPending}
              onClick={() => deletion.mutate(id)}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" onClick={() => void fetchNextPage()}>
          More
        </button>
      )}
    </section>
  )
}

const kilobytes = new Intl.NumberFormat('en', {
  style: 'unit',
  unit: 'kilobyte',
  maximumFractionDigits: 1,
})
