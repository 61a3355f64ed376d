// Spares a question the look of a person before it counts: some arithmetic that a sender of thousands would not pay for.
// Without this script the question is kept all the same. Puzzle: the number whose SHA-256 with the salt is the challenge.
const form = document.querySelector('form[data-puzzle]')
const puzzle = form?.dataset.puzzle ? JSON.parse(form.dataset.puzzle) : undefined
if (puzzle && crypto.subtle) {
  const bytes = new TextEncoder()
  for (let number = 0; number <= puzzle.maxnumber; number++) {
    const digest = await crypto.subtle.digest(puzzle.algorithm, bytes.encode(puzzle.salt + number))
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    if (hex !== puzzle.challenge) continue
    const { algorithm, challenge, salt, signature } = puzzle
    form.elements['jawaban-teka'].value = JSON.stringify({ algorithm, challenge, number, salt, signature })
    break
  }
}
