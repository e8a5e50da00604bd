import { compile } from 'tailwindcss'
import preflight from 'tailwindcss/preflight.css?raw'
import theme from 'tailwindcss/theme.css?raw'

const files: Readonly<Record<string, string>> = { preflight, theme }

/** What Tailwind's bundler plugin would write for a page: its theme, its reset, and the utilities that are used. */
export async function compileTailwind(utilities: readonly string[]): Promise<string> {
  const source = `
    @layer theme, base, cube, components, utilities;
    @import 'theme' layer(theme);
    @import 'preflight' layer(base);
    @layer utilities { @tailwind utilities; }`
  const { build } = await compile(source, {
    loadStylesheet: async (id) => ({ path: id, base: '', content: files[id] ?? '' }),
  })
  return build([...utilities])
}
