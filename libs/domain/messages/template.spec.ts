import { rendered, templateFaults, withLink } from './template'

test('a template names only what its kind may tell', () => {
  expect(templateFaults('progress', { text: '{number} {unit}：{words}', neutral: '{number} 有进展' })).toEqual([])
  for (const blank of ['name', 'phone', 'address', 'title', 'content', 'internalText', 'answer', ''])
    expect(templateFaults('progress', { text: `{number} {${blank}}`, neutral: '有进展' })[0]).toContain(`{${blank}}`)
  expect(templateFaults('gossip', { text: 'x', neutral: 'x' })[0]).toContain('没有“gossip”这种消息')
})

test('the neutral text gives nothing of the matter away', () => {
  for (const blank of ['words', 'unit'])
    expect(templateFaults('progress', { text: 'x', neutral: `{${blank}}` })[0]).toContain('neutral')
  expect(templateFaults('declined', { text: '{reason}', neutral: '{reason}' })).toHaveLength(1)
})

test('a part whose blank says nothing is left out, brackets and braces that people type are only text', () => {
  const text = '编号 {number}。[期限 {due}。][原因：{words}]'
  expect(rendered(text, { number: '1', due: null, words: '等{link}[a]' })).toBe('编号 1。原因：等｛link｝［a］')
  expect(rendered(text, { number: '1', due: '三日', words: '长'.repeat(300) })).toHaveLength(
    '编号 1。期限 三日。原因：'.length + 202,
  )
  for (const wrong of ['[a', 'b]', '{number', '[a [b]]'])
    expect(templateFaults('progress', { text: wrong, neutral: 'x' })).toHaveLength(1)
})

test('the link is put in when the message leaves, or its part goes', () => {
  const kept = rendered('已办结。[评价：{link}]', { link: '{link}' })
  expect(kept).toBe('已办结。[评价：{link}]')
  expect(withLink(kept, 'https://j.cn/r/1')).toBe('已办结。评价：https://j.cn/r/1')
  expect(withLink(kept, null)).toBe('已办结。')
})
