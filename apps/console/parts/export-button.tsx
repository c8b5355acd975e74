import { App, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { EXPORT_FORMATS, ExportInput } from '#domain/inputs'
import { check, showFaults } from '../actions/faults'
import { download } from '../api/download'
import { wordsOf } from '../api/problem'
import { choicesOf } from '../words/choices'

export type ExportAsk = Pick<ExportInput, 'ids' | 'queue' | 'state' | 'q'>

/** As a file, masked, with what it is for: that stands in the file and in the audit. */
export function ExportButton({ ask, label }: { ask: ExportAsk; label: string }) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [form] = Form.useForm<Pick<ExportInput, 'format' | 'reason'>>()
  const { message } = App.useApp()
  const start = async () => {
    const body = { ...ask, ...form.getFieldsValue() }
    const faults = check(ExportInput, body)
    if (Object.keys(faults).length) return void showFaults(form, faults)
    setBusy(true)
    try {
      await download('/exports', body)
      setOpen(false)
    } catch (error) {
      message.error(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Modal
        open={open}
        title="导出工单列表"
        okText="导出"
        cancelText="取消"
        confirmLoading={busy}
        onOk={() => void start()}
        onCancel={() => setOpen(false)}
      >
        <Form form={form} layout="vertical" name="export" initialValues={{ format: 'xlsx' }}>
          <Form.Item label="文件格式" name="format">
            <Radio.Group options={choicesOf(EXPORT_FORMATS)} />
          </Form.Item>
          <Form.Item
            label="导出用途"
            name="reason"
            extra="姓名、电话已脱敏。文件上写明导出人、时间和用途，并留有审计记录。"
          >
            <Input maxLength={200} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
