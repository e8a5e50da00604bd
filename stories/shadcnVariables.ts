/** What `shadcn init` writes into an app's stylesheet, in its neutral colours, as far as forms go. */
export const shadcnVariables = `
  :root {
    --radius: 0.625rem;
    --background: oklch(1 0 0); --foreground: oklch(0.145 0 0);
    --card: oklch(1 0 0); --card-foreground: oklch(0.145 0 0);
    --primary: oklch(0.205 0 0); --primary-foreground: oklch(0.985 0 0);
    --muted: oklch(0.97 0 0); --muted-foreground: oklch(0.556 0 0);
    --destructive: oklch(0.577 0.245 27.325);
    --border: oklch(0.922 0 0); --input: oklch(0.922 0 0); --ring: oklch(0.708 0 0);
  }
  .dark {
    --background: oklch(0.145 0 0); --foreground: oklch(0.985 0 0);
    --card: oklch(0.205 0 0); --card-foreground: oklch(0.985 0 0);
    --primary: oklch(0.922 0 0); --primary-foreground: oklch(0.205 0 0);
    --muted: oklch(0.269 0 0); --muted-foreground: oklch(0.708 0 0);
    --destructive: oklch(0.704 0.191 22.216);
    --border: oklch(1 0 0 / 10%); --input: oklch(1 0 0 / 15%); --ring: oklch(0.556 0 0);
  }
`
