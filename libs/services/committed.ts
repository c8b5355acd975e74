import { Injectable } from '@nestjs/common'

/** Told after every commit of this process, so that its own listeners need not wait for their next poll. */
@Injectable()
export class Committed {
  private readonly listeners = new Set<() => void>()

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell() {
    for (const listener of this.listeners) listener()
  }
}
