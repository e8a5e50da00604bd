import { rememberCaret } from './rememberCaret.ts'

/**
 * Shows a dialog above everything and keeps it there, with the page below inert and unable to scroll.
 *
 * @param onCancel - Called at Escape and the back gesture, to close it; without it they do nothing.
 * @returns A function that closes it, and gives the focus back to where it was.
 */
export function showModally(dialog: HTMLDialogElement, onCancel?: () => void): () => void {
  const letScroll = keepFromScrolling(dialog.ownerDocument.documentElement)
  const putCaretBack = rememberCaret(dialog.ownerDocument)

  const show = (): void => {
    if (dialog.open) return
    // Test environments without a layout have no modal dialogs.
    if (typeof dialog.showModal === 'function') dialog.showModal()
    else dialog.open = true
    // Else the dialog itself: whoever is in the middle of a word must not press its button with the next key.
    const first = dialog.querySelector<HTMLElement>('[name=password], [name=confirmation]') ?? dialog
    first.focus()
  }
  const cancel = (event: Event): void => {
    event.preventDefault()
    onCancel?.()
  }
  const closed = (): void => {
    // The event comes late: by then it may have been shown again.
    if (dialog.open) return
    // Without a way to cancel, a browser that insists on closing it finds it open again.
    if (onCancel) onCancel()
    else show()
  }
  dialog.addEventListener('cancel', cancel)
  dialog.addEventListener('close', closed)
  show()

  return () => {
    dialog.removeEventListener('cancel', cancel)
    dialog.removeEventListener('close', closed)
    if (typeof dialog.close === 'function') dialog.close()
    putCaretBack()
    letScroll()
  }
}

function keepFromScrolling({ style, clientWidth }: HTMLElement): () => void {
  const { overflow, scrollbarGutter } = style
  // Whoever keeps it from scrolling already will also let it scroll again.
  if (overflow === 'hidden') return () => {}
  // The place of a scroll bar is kept, so that nothing jumps.
  if (window.innerWidth > clientWidth) style.scrollbarGutter = 'stable'
  style.overflow = 'hidden'
  return () => {
    style.overflow = overflow
    style.scrollbarGutter = scrollbarGutter
  }
}
