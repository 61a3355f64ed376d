import type { Locator, Page } from 'playwright-core'

/**
 * Seconds by act of the keystroke-level model (Card, Moran, Newell 1980; a tap stands for pointing and pressing with a
 * finger): what an estimate of a person's time is made of.
 */
const secondsOf = { tap: 1.1, key: 0.28, decision: 1.35 } as const

/** A hand on a page: presses, writes, chooses, and counts what that costs a person. */
export class Hand {
  readonly page: Page
  readonly #keyboard: boolean
  taps = 0
  keys = 0
  decisions = 0

  /** With `keyboard` every place is reached by Tab and pressed by Enter or Space; without, by a finger. */
  constructor(page: Page, keyboard: boolean) {
    this.page = page
    this.#keyboard = keyboard
  }

  /** Decides and presses. */
  async press(target: Locator): Promise<void> {
    this.decisions += 1
    await this.#reach(target)
    if (this.#keyboard) await this.#key('Enter')
    else await target.click()
    this.taps += 1
  }

  /** Ticks a box. */
  async tick(target: Locator): Promise<void> {
    this.decisions += 1
    await this.#reach(target)
    if (this.#keyboard) await this.#key(' ')
    else await target.click()
    this.taps += 1
  }

  /** Decides what to say and writes it. `pasted` text costs one act, not its letters. */
  async write(target: Locator, text: string, pasted = false): Promise<void> {
    this.decisions += 1
    await this.#reach(target)
    this.taps += 1
    if (pasted) {
      await target.fill(text)
      this.taps += 1
      return
    }
    this.keys += text.length
    if (this.#keyboard) await this.page.keyboard.insertText(text)
    else await target.fill(text)
  }

  /** Takes an entry of a list. */
  async choose(target: Locator, value: string | { label: string }): Promise<void> {
    this.decisions += 1
    await this.#reach(target)
    await target.selectOption(value)
    this.taps += 2
  }

  get seconds(): number {
    return this.taps * secondsOf.tap + this.keys * secondsOf.key + this.decisions * secondsOf.decision
  }

  async #reach(target: Locator): Promise<void> {
    await target.waitFor()
    if (!this.#keyboard) return
    const handle = await target.elementHandle()
    for (let steps = 0; steps < 200; steps++) {
      if (await handle?.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press('Tab')
    }
    throw new Error('cannot be reached by the keyboard')
  }

  async #key(key: string): Promise<void> {
    await this.page.keyboard.press(key)
  }
}
