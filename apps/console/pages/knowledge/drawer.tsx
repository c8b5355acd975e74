import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Popconfirm } from 'antd'
import { useState } from 'react'
import type { KnowledgeItem, KnowledgeView } from '#domain/desk-views'
import { KNOWLEDGE_STEPS, type KnowledgeStep } from '#domain/knowledge'
import { AUDIENCES, KNOWLEDGE_STATES } from '#domain/words/desk'
import { call, get } from '../../api/http'
import { useChange } from '../../api/use-change'
import { Mark } from '../../parts/marks'
import { Failed, Loading } from '../../parts/states'
import { Facts } from '../../parts/ticket-facts'
import { fullTime } from '../../words/time'
import { FeedbackLine, SayWrong } from './feedback-list'
import { KnowledgeForm } from './form'

export function KnowledgeDrawer({ open, onClose }: { open: string | undefined; onClose: () => void }) {
  return (
    <Drawer
      open={open !== undefined}
      onClose={onClose}
      title={open === 'new' ? '撰写知识' : '知识'}
      size={720}
      destroyOnHidden
    >
      {open === 'new' && <KnowledgeForm onDone={onClose} />}
      {open && open !== 'new' && <Item key={open} id={open} />}
    </Drawer>
  )
}

function Item({ id }: { id: string }) {
  const [writing, setWriting] = useState(false)
  const item = useQuery({
    queryKey: ['knowledge', 'item', id],
    queryFn: ({ signal }) => get<KnowledgeItem>(`/knowledge/${id}`, signal),
  })
  if (item.isPending) return <Loading />
  if (!item.data) return <Failed error={item.error} retry={() => void item.refetch()} />
  const [newest, ...older] = item.data.versions
  if (writing) return <KnowledgeForm of={newest} onDone={() => setWriting(false)} />
  return (
    <div className="stack">
      <Version version={newest!} />
      <Steps version={newest!} onWrite={() => setWriting(true)} />
      {item.data.feedback.length > 0 && (
        <section aria-label="反馈">
          <h3>反馈</h3>
          <ul className="plain-rows">
            {item.data.feedback.map((each) => (
              <FeedbackLine key={each.id} feedback={each} />
            ))}
          </ul>
        </section>
      )}
      {older.length > 0 && (
        <details>
          <summary>以往版本（{older.length}）</summary>
          {older.map((version) => (
            <Version key={version.version} version={version} />
          ))}
        </details>
      )}
    </div>
  )
}

function Version({ version }: { version: KnowledgeView }) {
  return (
    <section className="gap-below" aria-label={`第 ${version.version} 版`}>
      <div className="row">
        <strong>{version.title}</strong>
        <Mark colour={version.state === 'published' ? 'green' : 'grey'}>{KNOWLEDGE_STATES[version.state]}</Mark>
        <Mark colour={version.audience === 'public' ? 'green' : 'amber'}>{AUDIENCES[version.audience]}</Mark>
        <span className="quiet">第 {version.version} 版</span>
      </div>
      <Facts
        rows={[
          ['问题', version.question],
          ['答复口径', <span className="words">{version.answer}</span>],
          ['诉求分类', version.category],
          ['责任单位', version.unitName],
          ['有效期', `${version.validFrom} 至 ${version.validUntil ?? '长期'}`],
          ['撰写', `${version.writtenBy} · ${fullTime(version.writtenAt)}`],
          ['审核', version.approvedBy],
          ['发布', version.publishedAt && fullTime(version.publishedAt)],
          ['使用次数', String(version.uses)],
        ]}
      />
    </section>
  )
}

function Steps({ version, onWrite }: { version: KnowledgeView; onWrite: () => void }) {
  const { busy, change } = useChange('knowledge')
  const take = (step: KnowledgeStep) =>
    change(
      (intention) =>
        call('POST', `/knowledge/${version.id}/steps/${step}`, { body: { version: version.version }, intention }),
      `已${KNOWLEDGE_STEPS[step].label}`,
    )
  return (
    <div className="row">
      {version.steps.map((step) => (
        <Popconfirm
          key={step}
          title={SURE[step]}
          okText={KNOWLEDGE_STEPS[step].label}
          cancelText="取消"
          onConfirm={() => void take(step)}
        >
          <Button type={step === 'expire' ? 'default' : 'primary'} danger={step === 'expire'} loading={busy}>
            {KNOWLEDGE_STEPS[step].label}
          </Button>
        </Popconfirm>
      ))}
      {version.mayWrite && version.state !== 'approved' && <Button onClick={onWrite}>改写</Button>}
      {version.state === 'published' && <SayWrong id={version.id} version={version.version} title={version.title} />}
    </div>
  )
}

const SURE: Record<KnowledgeStep, string> = {
  approve: '已逐字核对，内容准确。',
  publish: '发布后坐席立即可用，并替换现行版本。',
  expire: '停用后坐席不再看到这一版。',
}
