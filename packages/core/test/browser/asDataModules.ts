/**
 * The modules that `url` needs, as an import map of data: URLs, since such a frame may load nothing from the
 * server that serves the tests.
 */
export async function asDataModules(
  url: string,
): Promise<{ imports: Record<string, string>; entry: string }> {
  const imports: Record<string, string> = {}
  const nameOf = (address: string): string => `module:${new URL(address, url).pathname}`
  const load = async (address: string): Promise<void> => {
    const name = nameOf(address)
    if (imports[name] !== undefined) return
    imports[name] = ''
    const code = await (await fetch(address)).text()
    const needed: string[] = []
    const rewritten = code
      .replace(/^\/\/# sourceMappingURL=.*$/m, '')
      .replace(/((?:\bfrom|\bimport)\s*\(?\s*)"(\/[^"]+)"/g, (_, before: string, path: string) => {
        needed.push(new URL(path, url).href)
        return `${before}${JSON.stringify(nameOf(path))}`
      })
    imports[name] = `data:text/javascript,${encodeURIComponent(rewritten)}`
    await Promise.all(needed.map(load))
  }
  await load(url)
  return { imports, entry: nameOf(url) }
}
