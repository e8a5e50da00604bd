/**
 * Remembers where in its text a person is. Browsers give the focus back to an element, but the caret to its
 * beginning.
 *
 * @returns A function that puts the caret, or the selection, back, if the focus is there again.
 */
export function rememberCaret(document: Document): () => void {
  const element = document.activeElement
  const isField = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
  const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = isField ? element : none
  const selection = document.getSelection()
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null

  return () => {
    if (document.activeElement !== element) return
    // Inputs for numbers and e-mail addresses do not tell.
    if (isField && start !== null) element.setSelectionRange(start, end, direction ?? 'none')
    else if (!isField && range?.startContainer.isConnected) {
      selection?.removeAllRanges()
      selection?.addRange(range)
    }
  }
}

const none = { selectionStart: null, selectionEnd: null, selectionDirection: null }
