// Says on the reader's own clock that a promised update is overdue: the server that would say it may be down.
const look = () => {
  for (const note of document.querySelectorAll('[data-until]'))
    if (Date.parse(note.dataset.until) < Date.now()) note.hidden = false
}
look()
setInterval(look, 30_000)
