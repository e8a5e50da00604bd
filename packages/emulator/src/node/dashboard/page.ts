/** The dashboard, as the server's root answers it. What is in it is filled in by `main.ts`. */
export const page: string = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>ConnectyCube emulator</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/__emulator/dashboard/style.css" />
    <script type="module" src="/__emulator/dashboard/main.js"></script>
  </head>
  <body>
    <header>
      <h1>ConnectyCube emulator</h1>
      <p id="connection" role="status">Starting…</p>
    </header>
    <noscript><p class="note">This page needs JavaScript.</p></noscript>
    <main>
      <section id="unlock" aria-labelledby="unlock-title" hidden>
        <h2 id="unlock-title">Open the dashboard</h2>
        <p>
          The emulator printed its control token when it started. A page under test does not know it, so that it
          cannot pull these strings by accident.
        </p>
        <form class="row" id="unlock-form">
          <label for="token">Control token</label>
          <input id="token" autocomplete="off" spellcheck="false" required />
          <button class="primary">Open the dashboard</button>
        </form>
        <p class="error" id="unlock-error" role="alert"></p>
      </section>

      <div id="dashboard" hidden>
        <p class="error" id="problem" role="alert"></p>
        <div class="column">
          <section aria-labelledby="clock-title">
            <h2 id="clock-title">Clock</h2>
            <p class="big"><time id="now"></time></p>
            <p class="note" id="offset"></p>
            <div class="row">
              <button type="button" data-advance="300000">5 minutes on</button>
              <button type="button" data-advance="7200000">2 hours on</button>
              <button type="button" data-advance="86400000">1 day on</button>
              <button type="button" id="real-time">Back to real time</button>
            </div>
            <form class="row" id="clock-form">
              <label for="clock-set">Set to (UTC)</label>
              <input id="clock-set" type="datetime-local" required />
              <button>Set the clock</button>
            </form>
          </section>

          <section aria-labelledby="outbox-title">
            <h2 id="outbox-title">Outbox <span class="count" id="outbox-count"></span></h2>
            <ul id="outbox" tabindex="0" aria-labelledby="outbox-title"></ul>
            <div class="row"><button type="button" id="clear-outbox">Empty the outbox</button></div>
          </section>
        </div>
        <div class="column">
          <section aria-labelledby="faults-title">
            <h2 id="faults-title">Faults</h2>
            <form class="row" id="fault-form">
              <label for="fault-kind">Fault</label>
              <select id="fault-kind"></select>
              <label for="fault-path">Paths under</label>
              <input id="fault-path" placeholder="/users (all, if empty)" spellcheck="false" autocomplete="off" />
              <label for="fault-times">Times</label>
              <input id="fault-times" type="number" min="1" step="1" placeholder="always" />
              <button class="primary">Switch it on</button>
            </form>
            <ul id="faults" tabindex="0" aria-labelledby="faults-title"></ul>
            <div class="row"><button type="button" id="clear-faults">Switch all off</button></div>
          </section>

          <section aria-labelledby="sessions-title">
            <h2 id="sessions-title">Live sessions <span class="count" id="sessions-count"></span></h2>
            <ul id="sessions" tabindex="0" aria-labelledby="sessions-title"></ul>
            <div class="row"><button type="button" id="expire-all">End all sessions</button></div>
          </section>
        </div>
        <div class="column">
          <section aria-labelledby="users-title">
            <h2 id="users-title">Users <span class="count" id="users-count"></span></h2>
            <div class="row">
              <label for="search">Find users</label>
              <input id="search" type="search" placeholder="Name, login, e-mail or id" autocomplete="off" />
            </div>
            <ul id="users" tabindex="0" aria-labelledby="users-title"></ul>
          </section>
        </div>
        <section class="wide" aria-labelledby="log-title">
          <h2 id="log-title">Requests</h2>
          <ul id="log" tabindex="0" aria-labelledby="log-title"></ul>
          <div class="row">
            <button type="button" id="clear-log">Empty the list</button>
            <button type="button" id="reset" class="danger">Reset the emulator</button>
          </div>
        </section>
      </div>
    </main>
  </body>
</html>
`
