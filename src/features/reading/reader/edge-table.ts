/**
 * A hash table from (node, hash) to node, by open addressing: the matcher asks it some hundred times a post, where a
 * Map of numbers costs several times as much. Both numbers are compared, so nodes never share an edge by accident.
 */
export class EdgeTable {
  #nodes: Int32Array
  #hashes: Int32Array
  #values: Int32Array
  #mask: number
  #size = 0

  constructor(bits = 10) {
    this.#nodes = new Int32Array(1 << bits)
    this.#hashes = new Int32Array(1 << bits)
    this.#values = new Int32Array(1 << bits)
    this.#mask = (1 << bits) - 1
  }

  /** The node behind the edge, 0 where there is none (the root is behind no edge). */
  get(node: number, hash: number): number {
    const h = hash | 0
    let at = this.#slot(node, h)
    for (;;) {
      const value = this.#values[at] as number
      if (value === 0) return 0
      if (this.#hashes[at] === h && this.#nodes[at] === node) return value
      at = (at + 1) & this.#mask
    }
  }

  /** Adds an edge that is not there yet. */
  add(node: number, hash: number, value: number): void {
    if (this.#size * 2 > this.#mask) this.#grow()
    const h = hash | 0
    let at = this.#slot(node, h)
    while (this.#values[at] !== 0) at = (at + 1) & this.#mask
    this.#nodes[at] = node
    this.#hashes[at] = h
    this.#values[at] = value
    this.#size++
  }

  #slot(node: number, hash: number): number {
    let h = Math.imul(hash ^ Math.imul(node, 0x9e3779b1), 0x85ebca6b)
    h ^= h >>> 15
    return h & this.#mask
  }

  #grow(): void {
    const [nodes, hashes, values] = [this.#nodes, this.#hashes, this.#values]
    const length = values.length * 2
    this.#nodes = new Int32Array(length)
    this.#hashes = new Int32Array(length)
    this.#values = new Int32Array(length)
    this.#mask = length - 1
    this.#size = 0
    for (let i = 0; i < values.length; i++) {
      if (values[i] !== 0) this.add(nodes[i] as number, hashes[i] as number, values[i] as number)
    }
  }
}
