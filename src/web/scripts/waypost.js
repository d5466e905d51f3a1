/*
 * What the pages gain from a script; every one of them works without. Keys act on what the page
 * already has (links and buttons), so that a key can do nothing that a press could not. They
 * never act in a field, with Ctrl, Alt or Meta held, or while they are switched off (WCAG 2.1.4).
 */
;(() => {
  const body = document.body
  /* Where characters are typed or choose something; a tick box or a button takes none. */
  const isField = (at) =>
    at instanceof Element &&
    at.closest(
      'textarea, select, [contenteditable], input:not([type=checkbox], [type=submit], [type=button])',
    ) !== null

  /* Keys: what each does to the page. */
  const chosen = JSON.parse(body.dataset.shortcuts || '{}')
  const names = JSON.parse(body.dataset.keys || '[]')
  const keyOf = (name, own) => (chosen[name] === undefined ? own : chosen[name])
  const rows = () => [...document.querySelectorAll('[data-row]')]
  let at = -1
  const move = (by) => {
    const all = rows()
    if (all.length === 0) return
    const now = all.findIndex((row) => row.contains(document.activeElement))
    at = Math.min(all.length - 1, Math.max(0, (now < 0 ? at : now) + by))
    const link = all[at].querySelector('a')
    if (link) {
      link.focus()
      link.scrollIntoView({ block: 'nearest' })
    }
  }
  const rowNow = () => {
    const all = rows()
    const now = all.findIndex((row) => row.contains(document.activeElement))
    return all[now < 0 ? at : now]
  }
  const press = (name) => {
    const found = document.querySelector(`[data-key="${name}"]`)
    if (!found) return false
    if (found.matches('input:not([type=submit]), textarea, select')) found.focus()
    else found.click()
    return true
  }
  const acts = {
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      const row = rowNow()
      if (row) row.querySelector('a').click()
    },
    choose: () => {
      const row = rowNow()
      const box = row?.querySelector('input[type=checkbox]')
      if (box) box.click()
    },
    help: () => toggleSheet(),
  }

  /* The cheat sheet, over the page. */
  const sheet = document.getElementById('shortcuts')
  const toggleSheet = () => {
    if (!sheet) return
    if (sheet.open) sheet.close()
    else sheet.showModal()
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      // A reason that stands beside marked words goes away without moving the pointer (WCAG 1.4.13).
      document.querySelectorAll('.wp-flag__why').forEach((why) => {
        why.classList.add('wp-flag__why--away')
      })
      return
    }
    if (chosen.off === 'yes' || event.defaultPrevented || event.isComposing) return
    if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return
    if (sheet?.open) {
      if (event.key === keyOf('help', '?')) {
        event.preventDefault()
        sheet.close()
      }
      return
    }
    const hit = names.find(([name, own]) => keyOf(name, own) === event.key)
    if (!hit) return
    // Enter on a link or a button is the browser's own.
    if (event.key === 'Enter') return
    event.preventDefault()
    if (acts[hit[0]]) acts[hit[0]]()
    else press(hit[0])
  })
  document.addEventListener('focusin', () => {
    document.querySelectorAll('.wp-flag__why--away').forEach((why) => {
      why.classList.remove('wp-flag__why--away')
    })
  })
  document.querySelectorAll('[data-close]').forEach((button) => {
    button.addEventListener('click', () => sheet?.close())
  })

  /* One press is one form; the server holds the same. */
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.dataset.sent === 'yes') {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    // A form that fetches a file leaves the page as it is.
    setTimeout(() => {
      delete form.dataset.sent
    }, 5000)
  })
  // Brought back out of the browser's memory: after signing out there must be nothing to see.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload()
  })

  /* Who else is here, and that somebody writes. */
  const presence = document.querySelector('[data-presence]')
  let isTyping = false
  if (presence) {
    const token = document.querySelector('input[name=token]')
    document.addEventListener('input', (event) => {
      if (event.target.matches('textarea, input')) isTyping = true
    })
    const ask = () => {
      if (document.hidden || !token) return
      const said = new URLSearchParams({ token: token.value, writing: isTyping ? 'yes' : '' })
      isTyping = false
      fetch(presence.dataset.presence, { method: 'POST', body: said, credentials: 'same-origin' })
        .then((answer) => (answer.ok && !answer.redirected ? answer.json() : undefined))
        .then((found) => {
          // Told once for each change: a screen reader would read the same sentence for ever.
          if (found && presence.textContent !== found.says) presence.textContent = found.says
        })
        .catch(() => undefined)
    }
    setInterval(ask, Number(presence.dataset.every) || 10000)
  }

  /* A draft is kept at each pause. */
  const form = document.querySelector('form[data-autosave]')
  if (form) {
    const said = form.querySelector('[data-autosave-said]')
    const version = form.elements.namedItem('version')
    let timer
    let isDirty = false
    let isKeeping = false
    const keep = () => {
      if (!isDirty || isKeeping || form.dataset.sent === 'yes') return
      isDirty = false
      isKeeping = true
      fetch(form.dataset.autosave, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        credentials: 'same-origin',
      })
        .then(async (answer) => {
          const found = answer.redirected ? {} : await answer.json().catch(() => ({}))
          if (answer.ok && found.version) {
            version.value = String(found.version)
            said.textContent = `Kept at ${new Date().toLocaleTimeString('en-GB')}.`
          } else if (answer.status === 409) {
            said.textContent =
              found.said === 'on-its-way'
                ? 'This letter is on its way already. Nothing more is kept here.'
                : 'This draft was changed in another window. Keep it to see both texts.'
          } else {
            isDirty = true
            said.textContent = 'It could not be kept. Copy what you wrote, and try again.'
          }
        })
        .catch(() => {
          isDirty = true
          said.textContent = 'It could not be kept: there is no connection. It is tried again.'
        })
        .finally(() => {
          isKeeping = false
          if (isDirty) timer = setTimeout(keep, 3000)
        })
    }
    form.addEventListener('input', () => {
      isDirty = true
      clearTimeout(timer)
      timer = setTimeout(keep, 1000)
    })
  }

  /* All rows of a list at once. */
  document.querySelectorAll('[data-all]').forEach((all) => {
    all.addEventListener('change', () => {
      document.querySelectorAll(`input[name="${all.dataset.all}"]`).forEach((box) => {
        box.checked = all.checked
      })
    })
  })

  /* Seconds that are left. */
  const counting = [...document.querySelectorAll('[data-leaves]')]
  if (counting.length > 0) {
    const tell = () => {
      counting.forEach((one) => {
        const left = Math.ceil((Date.parse(one.dataset.leaves) - Date.now()) / 1000)
        if (left > 0) one.title = `${left} seconds left`
        else if (one.dataset.left !== 'yes') {
          one.dataset.left = 'yes'
          // The page is not loaded again: somebody may be typing into it.
          one.textContent = 'now'
        }
      })
    }
    setInterval(tell, 1000)
  }
})()
