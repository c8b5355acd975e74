import { Alert, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { OfficeHours } from '#domain/clock/calendar'
import { type Limit, TIME_UNITS } from '#domain/clock/limit'
import type { ClockPolicy, PolicyRule } from '#domain/clock/policy'
import { validatePolicy } from '#domain/clock/validate-policy'
import { CLOCK_KINDS, type ClockKind, keysOf } from '#domain/words'
import { useMay } from '../../parts/me'
import { choicesOf } from '../../words/choices'
import { HoursFields } from './hours-fields'
import { WhenFields } from './when-fields'

const KINDS = keysOf(CLOCK_KINDS)

/** A new version made of this one: its hours, and its rules, each with when it holds and the limits it gives. */
export function PolicyEditor({ policy, onPropose }: { policy: ClockPolicy; onPropose: (policy: ClockPolicy) => void }) {
  const mayPropose = useMay('rule.propose')
  const [draft, setDraft] = useState(policy)
  const [hours, setHours] = useState<OfficeHours | null>(policy.officeHours)
  const [errors, setErrors] = useState<string[]>([])
  const setRule = (at: number, patch: Partial<PolicyRule>) =>
    setDraft({ ...draft, rules: draft.rules.map((rule, index) => (index === at ? { ...rule, ...patch } : rule)) })
  const propose = () => {
    if (!hours) return setErrors(['上班时段应形如 08:30-12:00 14:30-17:30'])
    const next = { ...draft, officeHours: hours }
    const found = validatePolicy(next)
    setErrors(found)
    if (!found.length) onPropose(next)
  }
  return (
    <Form layout="vertical" component="div">
      <Form.Item label="方案名称">
        <Input
          value={draft.label}
          maxLength={60}
          onChange={(event) => setDraft({ ...draft, label: event.target.value })}
          aria-label="方案名称"
        />
      </Form.Item>
      <Form.Item label="上班时间">
        <HoursFields hours={hours} onChange={setHours} />
      </Form.Item>
      <p className="quiet">
        符合条件的规则中，最具体的优先：紧急、水电气热最先，其次条件多的，再次分类更细的。空白的一格由其他规则决定。
      </p>
      {draft.rules.map((rule, index) => (
        <Rule
          key={index}
          rule={rule}
          onChange={(patch) => setRule(index, patch)}
          onRemove={() => setDraft({ ...draft, rules: draft.rules.filter((_, at) => at !== index) })}
        />
      ))}
      <div className="row gap-below">
        <Button
          onClick={() => setDraft({ ...draft, rules: [...draft.rules, { label: '新规则', when: {}, limits: {} }] })}
        >
          增加规则
        </Button>
        <Button type="primary" onClick={propose} disabled={!mayPropose}>
          以此为新版本
        </Button>
      </div>
      {errors.length > 0 && (
        <Alert
          type="error"
          title={`有 ${errors.length} 处需要修改`}
          description={
            <ul>
              {errors.slice(0, 20).map((error) => (
                <li key={error}>{error}</li>
              ))}
            </ul>
          }
        />
      )}
    </Form>
  )
}

interface RuleProps {
  rule: PolicyRule
  onChange: (patch: Partial<PolicyRule>) => void
  onRemove: () => void
}

function Rule({ rule, onChange, onRemove }: RuleProps) {
  const setLimit = (kind: ClockKind, limit: Limit | null | undefined) => {
    const { [kind]: _before, ...others } = rule.limits
    onChange({ limits: limit === undefined ? others : { ...others, [kind]: limit } })
  }
  return (
    <fieldset className="policy-rule" aria-label={rule.label}>
      <div className="row">
        <Input
          value={rule.label}
          maxLength={40}
          style={{ width: 180 }}
          aria-label="规则名称"
          onChange={(event) => onChange({ label: event.target.value })}
        />
        <WhenFields when={rule.when} onChange={(when) => onChange({ when })} />
        <Button size="small" onClick={onRemove} aria-label={`删除规则 ${rule.label}`}>
          删除
        </Button>
      </div>
      <div className="policy-limits">
        {KINDS.map((kind) => (
          <LimitField key={kind} kind={kind} limit={rule.limits[kind]} onChange={(limit) => setLimit(kind, limit)} />
        ))}
      </div>
    </fieldset>
  )
}

interface LimitProps {
  kind: ClockKind
  /** Undefined: left to other rules; null: no deadline. */
  limit: Limit | null | undefined
  onChange: (limit: Limit | null | undefined) => void
}

const UNITS = [
  ...choicesOf(TIME_UNITS),
  { value: 'none' as const, label: '不设时限' },
  { value: 'other' as const, label: '由其他规则' },
]

function LimitField({ kind, limit, onChange }: LimitProps) {
  const unit = limit === undefined ? 'other' : limit === null ? 'none' : limit.unit
  const setUnit = (next: (typeof UNITS)[number]['value']) => {
    if (next === 'other') onChange(undefined)
    else if (next === 'none') onChange(null)
    else onChange({ amount: limit?.amount ?? 1, unit: next })
  }
  return (
    <div>
      <span className="quiet">{CLOCK_KINDS[kind]}</span>
      <div className="policy-limit">
        <InputNumber
          min={0.01}
          max={10_000}
          disabled={!limit}
          value={limit?.amount}
          aria-label={`${CLOCK_KINDS[kind]}时限`}
          onChange={(amount) => limit && onChange({ ...limit, amount: amount ?? 0 })}
        />
        <Select
          value={unit}
          options={UNITS}
          onChange={setUnit}
          aria-label={`${CLOCK_KINDS[kind]}时限单位`}
          popupMatchSelectWidth={false}
        />
      </div>
    </div>
  )
}
