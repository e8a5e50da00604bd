import { cdp } from 'vitest/browser'

/** Something as Chromium tells it to screen readers. */
export interface AccessibleNode {
  readonly role: string
  readonly name: string
  readonly description: string
  readonly value: string
  /** `expanded`, `multiselectable`, `selected`, `focused`, …: what is said of it. */
  readonly properties: Readonly<Record<string, unknown>>
  /** The names of what a property points to, as `activedescendant` does. */
  readonly points: Readonly<Record<string, readonly string[]>>
}

/** What has no meaning of its own. */
const mute = new Set(['StaticText', 'InlineTextBox', 'ListMarker', 'LineBreak', 'generic', 'none'])

/** The accessibility tree of the test's page, flat, in the order of reading: what a screen reader is given. */
export async function accessibilityTree(): Promise<readonly AccessibleNode[]> {
  await cdp().send('Accessibility.enable')
  const { frameTree } = await cdp().send('Page.getFrameTree')
  // The test runs in a frame of the page that runs all tests.
  const { frame } = frameTree.childFrames?.find(({ frame }) => frame.url === location.href) ?? frameTree
  const { nodes } = await cdp().send('Accessibility.getFullAXTree', { frameId: frame.id })
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const names = new Map(nodes.map((node) => [node.backendDOMNodeId, textOf(node.name)]))
  const inOrder = (id: string): typeof nodes => {
    const node = byId.get(id)
    return node ? [node, ...(node.childIds ?? []).flatMap(inOrder)] : []
  }
  return inOrder(nodes[0]?.nodeId ?? '')
    .filter(({ ignored, role }) => !ignored && !mute.has(textOf(role)))
    .map(({ role, name, description, value, properties = [] }) => ({
      role: textOf(role),
      name: textOf(name),
      description: textOf(description),
      value: textOf(value),
      properties: Object.fromEntries(properties.map((each) => [each.name, each.value.value as unknown])),
      points: Object.fromEntries(
        properties
          .filter((each) => each.value.relatedNodes)
          .map((each) => [
            each.name,
            (each.value.relatedNodes ?? []).map(({ backendDOMNodeId }) => names.get(backendDOMNodeId) ?? ''),
          ]),
      ),
    }))
}

function textOf(value: { value?: unknown } | undefined): string {
  return typeof value?.value === 'string' ? value.value : ''
}
