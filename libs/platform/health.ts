import { Injectable } from '@nestjs/common'

export interface Finding {
  ok: boolean
  [detail: string]: unknown
}

const PATIENCE_MS = 2000

/** What must be well for this process to be given work. Parts of the product add their own probe. */
@Injectable()
export class HealthProbes {
  private readonly probes = new Map<string, () => Promise<Finding>>()

  /** A probe that throws or takes longer than two seconds counts as not well. */
  add(name: string, probe: () => Promise<Finding>): void {
    this.probes.set(name, probe)
  }

  async ask(): Promise<{ ok: boolean; checks: Record<string, Finding> }> {
    const findings = await Promise.all(
      [...this.probes].map(async ([name, probe]) => [name, await inTime(probe)] as const),
    )
    return { ok: findings.every(([, finding]) => finding.ok), checks: Object.fromEntries(findings) }
  }
}

async function inTime(probe: () => Promise<Finding>): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, problem: 'slow' }), PATIENCE_MS)
  })
  try {
    return await Promise.race([probe(), late])
  } catch (error) {
    return { ok: false, problem: (error as { code?: string }).code ?? 'failed' }
  } finally {
    clearTimeout(timer)
  }
}
