import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, type FormInstance } from 'antd'
import { useState } from 'react'
import type { KnowledgeMatch } from '#domain/desk-views'
import { call } from '../../api/http'
import { Mark } from '../../parts/marks'
import { SayWrong } from '../knowledge/feedback-list'
import type { IntakeValues } from './values'
import { useSettled } from './use-proposal'

const ENOUGH = 3

/** What the words typed so far could be answered with; one click makes it the answer. */
interface KnowledgeCardProps {
  form: FormInstance<IntakeValues>
  values: Partial<IntakeValues>
}

export function KnowledgeCard({ form, values }: KnowledgeCardProps) {
  const [open, setOpen] = useState<string>()
  const words = useSettled([values.title, values.content].filter(Boolean).join(' ').trim(), 400)
  const { categoryCode } = values
  const found = useQuery({
    queryKey: ['knowledge', 'matches', words, categoryCode],
    queryFn: ({ signal }) =>
      call<{ items: KnowledgeMatch[] }>('POST', '/knowledge/matches', {
        body: { words, ...(categoryCode && { categoryCode }) },
        signal,
      }),
    enabled: words.length >= ENOUGH,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const items = words.length >= ENOUGH ? (found.data?.items ?? []) : []
  const answerWith = ({ id, version, title, answer, audience }: KnowledgeMatch) =>
    form.setFieldsValue({
      outcome: 'answer',
      knowledge: { id, version, title },
      answer: audience === 'public' ? answer : '',
    })
  return (
    <section className="card" aria-label="知识库" aria-live="polite">
      <h2>知识库</h2>
      {items.length === 0 && (
        <p className="quiet">
          {words.length >= ENOUGH && found.data ? '没有相近的知识。' : '填写诉求内容后，这里显示可用于答复的知识。'}
        </p>
      )}
      <ul className="plain-rows">
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className="link-row"
              aria-expanded={open === item.id}
              onClick={() => setOpen(open === item.id ? undefined : item.id)}
            >
              {item.title}
            </button>
            <span className="desk-row-line">
              <span className="quiet">
                {item.unitName} · 用过 {item.uses} 次
              </span>
              {item.audience === 'internal' && <Mark colour="amber">内部掌握</Mark>}
            </span>
            {open === item.id && (
              <div className="knowledge-answer">
                <p className="words">{item.answer}</p>
                <div className="row">
                  <Button size="small" type="primary" onClick={() => answerWith(item)}>
                    用这条答复
                  </Button>
                  <SayWrong id={item.id} version={item.version} title={item.title} />
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
