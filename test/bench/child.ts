import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** What a load process did with the time it was given. */
export interface Rate {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** A process of its own that makes load: it shares neither event loop nor heap with whoever it measures. */
export class Child {
  private constructor(private readonly child: ChildProcess) {}

  static start(script: 'http-load' | 'life-load' | 'raw-load' | 'socket-load' | 'socket-raw'): Child {
    return new Child(fork(join(__dirname, `${script}.js`), { serialization: 'advanced' }))
  }

  ask<Answer>(question: object): Promise<Answer> {
    return new Promise((done, fail) => {
      const ended = (code: number | null) => fail(new Error(`a load process ended (${code ?? 'killed'})`))
      this.child.once('exit', ended)
      this.child.once('message', (reply: { answer: Answer; fault?: string }) => {
        this.child.off('exit', ended)
        if (reply.fault === undefined) done(reply.answer)
        else fail(new Error(reply.fault))
      })
      this.child.send(question)
    })
  }

  end(): void {
    this.child.kill()
  }
}

/** The other side: answers one question after the other. */
export function answerParent<Question>(answer: (question: Question) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', (question: Question) => {
    answer(question).then(
      (found) => process.send!({ answer: found }),
      (error: Error) => process.send!({ answer: null, fault: error.stack ?? error.message }),
    )
  })
}

/** Every worker begins its next piece when the last one is done, until the time is over. */
export async function keepBusy(workers: readonly (() => Promise<void>)[], seconds: number): Promise<Rate> {
  const took: number[] = []
  const began = performance.now()
  const end = began + seconds * 1000
  const run = async (work: () => Promise<void>) => {
    for (let from = performance.now(); from < end;) {
      await work()
      const now = performance.now()
      took.push(now - from)
      from = now
    }
  }
  await Promise.all(workers.map(run))
  const lasted = (performance.now() - began) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { perSecond: took.length / lasted, p50: at(0.5), p99: at(0.99) }
}
