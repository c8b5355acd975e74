import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { KnowledgeView } from '#domain/desk-views'
import { AUDIENCES, KNOWLEDGE_STATES, type KnowledgeState } from '#domain/words/desk'
import { keysOf } from '#domain/words'
import { usePages } from '../../api/queries'
import { Mark } from '../../parts/marks'
import { useMay } from '../../parts/me'
import { PageList } from '../../parts/page-list'
import { Page } from '../../parts/page'
import { SearchBox } from '../../parts/search-box'
import { FeedbackList } from './feedback-list'
import { KnowledgeDrawer } from './drawer'

type Tab = KnowledgeState | 'feedback'

/** What operators answer from: found by words, written, approved by somebody else, published; and what is said against it. */
export default function KnowledgePage() {
  const [ask, setAsk] = useSearchParams()
  const [open, setOpen] = useState<string>()
  const mayWrite = useMay('knowledge.write')
  const q = ask.get('q') ?? ''
  const tabs: Tab[] = [...TABS, ...(mayWrite ? (['feedback'] as const) : [])]
  const tab = tabs.find((name) => name === ask.get('tab')) ?? 'published'
  return (
    <Page
      title="知识库"
      aside={
        <>
          <SearchBox
            q={q}
            label="查找知识"
            placeholder="问题、标题或答复中的词"
            onSearch={(words) => setAsk(words ? { q: words } : {})}
          />
          {mayWrite && (
            <Button type="primary" onClick={() => setOpen('new')}>
              撰写知识
            </Button>
          )}
        </>
      }
    >
      <div className="list-frame">
        {!q && (
          <Tabs
            className="inset"
            activeKey={tab}
            onChange={(name) => setAsk({ tab: name })}
            items={tabs.map((key) => ({ key, label: key === 'feedback' ? '待核实反馈' : KNOWLEDGE_STATES[key] }))}
          />
        )}
        {tab === 'feedback' && !q ? (
          <FeedbackList onOpen={setOpen} />
        ) : (
          <Items ask={q ? { q } : { state: tab }} onOpen={setOpen} />
        )}
      </div>
      <KnowledgeDrawer open={open} onClose={() => setOpen(undefined)} />
    </Page>
  )
}

const TABS = ['published', 'draft', 'approved', 'expired'] as const satisfies ReturnType<
  typeof keysOf<typeof KNOWLEDGE_STATES>
>

function Items({ ask, onOpen }: { ask: Record<string, string>; onOpen: (id: string) => void }) {
  const items = usePages<KnowledgeView>('knowledge', '/knowledge', ask)
  return (
    <PageList
      list={items}
      heads={['标题', '范围', '诉求分类', '责任单位', '有效期', '使用次数']}
      empty={ask['q'] ? '没有找到，请换个词' : '这里还没有知识'}
    >
      {(item) => (
        <tr key={`${item.id}-${item.version}`} data-row>
          <td>
            <button type="button" className="link-row" onClick={() => onOpen(item.id)}>
              {item.title}
            </button>
          </td>
          <td className="cell-fit">
            <Mark colour={item.audience === 'public' ? 'green' : 'amber'}>{AUDIENCES[item.audience]}</Mark>
          </td>
          <td>{item.category ?? '—'}</td>
          <td>{item.unitName}</td>
          <td className="cell-fit">{periodWords(item)}</td>
          <td className="cell-fit">{item.uses}</td>
        </tr>
      )}
    </PageList>
  )
}

const periodWords = ({ validFrom, validUntil }: KnowledgeView) => `${validFrom} 至 ${validUntil ?? '长期'}`
