/** What can be dropped or pasted and is no plain text: files, and parts of other pages. */
const kinds = new Set(['Files', 'text/uri-list', 'text/html'])

/** Whether something that is dragged or pasted is to be looked at. */
export function mayHoldPhoto({ types }: DataTransfer): boolean {
  return types.some((type) => kinds.has(type))
}

/** The first image that was dropped or pasted, else the first file, else what was there instead. */
export function pickedFrom({ items }: DataTransfer): File | 'folder' | 'link' {
  const given = [...items].filter(({ kind }) => kind === 'file')
  // A folder looks like a file without contents.
  const isFolder = (item: DataTransferItem): boolean => item.webkitGetAsEntry?.()?.isDirectory ?? false
  const files = given.filter((item) => !isFolder(item)).flatMap((item) => item.getAsFile() ?? [])
  return (
    files.find(({ type }) => type.startsWith('image/')) ?? files[0] ?? (given.length > 0 ? 'folder' : 'link')
  )
}
