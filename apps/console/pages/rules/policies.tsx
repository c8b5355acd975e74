import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { ClockPolicy } from '#domain/clock/policy'
import type { PolicyView } from '#domain/clock-views'
import { useMay } from '../../parts/me'
import { Mark } from '../../parts/marks'
import { fullTime } from '../../words/time'
import { PolicyEditor } from './policy-editor'
import type { Proposal } from './propose'

/** Versions of the limits: the one in force, presets to choose, and those that tickets were promised earlier. */
export function Policies({ policies, onPropose }: { policies: PolicyView[]; onPropose: (proposal: Proposal) => void }) {
  const mayPropose = useMay('rule.propose')
  const [edited, setEdited] = useState<PolicyView>()
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            {['方案', '版本', '状态', '说明', '存入时间', '操作'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {policies.map((policy) => (
            <tr key={policy.id} data-row>
              <td className="cell-fit">{policy.label}</td>
              <td className="number">{policy.version}</td>
              <td className="cell-fit">{policy.active ? <Mark colour="green">在用</Mark> : <Mark>备选</Mark>}</td>
              <td className="cell-title">{(policy.content as ClockPolicy).source ?? '—'}</td>
              <td className="cell-fit number">{fullTime(policy.createdAt)}</td>
              <td className="cell-fit">
                <div className="row">
                  <Button size="small" onClick={() => setEdited(policy)} aria-label={`查看和修改 ${policy.label}`}>
                    查看和修改
                  </Button>
                  {!policy.active && mayPropose && (
                    <Button
                      size="small"
                      aria-label={`选用 ${policy.label}`}
                      onClick={() =>
                        onPropose({ kind: 'policy', about: `选用 ${policy.label}`, content: policy.content })
                      }
                    >
                      选用
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Drawer
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size={1180}
        title="时限方案"
        destroyOnHidden
      >
        {edited && (
          <PolicyEditor
            policy={edited.content as ClockPolicy}
            onPropose={(content) => {
              setEdited(undefined)
              onPropose({ kind: 'policy', about: content.label, content })
            }}
          />
        )}
      </Drawer>
    </>
  )
}
