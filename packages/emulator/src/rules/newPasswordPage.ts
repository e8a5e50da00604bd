const messages = {
  form: '',
  refused: '<p role="alert">A password has 6 to 40 characters.</p>',
  expired: '<p>This link no longer works. Ask for another e-mail.</p>',
  done: '<p role="status">Your password is changed. Go back to the app and sign in with it.</p>',
}

const FORM = `<form method="post">
<label for="password">New password</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="6" maxlength="40" required autofocus>
<button>Save</button>
</form>`

/** The page on which to choose a new password, in one of its states. */
export function newPasswordPage(state: keyof typeof messages): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Choose a new password</title>
<style>
body { max-width: 24rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
form { display: grid; gap: 0.5rem; }
input, button { padding: 0.5rem; font: inherit; }
</style>
<main>
<h1>Choose a new password</h1>
${messages[state]}
${state === 'form' || state === 'refused' ? FORM : ''}
</main>
</html>`
}
