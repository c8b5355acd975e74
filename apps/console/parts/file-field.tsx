import { PaperClipOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { FILE_KINDS, MOST_FILES, SCANS } from '#domain/files'
import { sizeWords } from '../words/size'
import { Preview } from './file-preview'
import { type Chosen, useFiles } from './use-files'

/** Attachments of a form: chosen, dropped anywhere on it, or pasted as a screenshot. What is written meanwhile waits for nothing. */
export const FileField = ({ className, secret = false }: { className?: string; secret?: boolean }) => (
  <Form.Item label="附件（可不填）" name="files" {...(className && { className })}>
    <Files secret={secret} />
  </Form.Item>
)

interface FilesProps {
  /** Units will see only what is said to show nobody. */
  secret: boolean
  id?: string
  value?: string[]
  onChange?: (ids: string[]) => void
}

function Files({ secret, id, value, onChange }: FilesProps) {
  const { chosen, limits, add, remove, retry, mark } = useFiles(value, onChange)
  const input = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const over = useDropsAndPastes(box, (files) => add(files.slice(0, MOST_FILES - chosen.length)))
  return (
    <div ref={box} className={over ? 'files files-over' : 'files'}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="选择附件"
        accept={limits?.kinds.flatMap((kind) => FILE_KINDS[kind].endings.map((ending) => `.${ending}`)).join()}
        onChange={({ target }) => {
          add([...(target.files ?? [])].slice(0, MOST_FILES - chosen.length))
          target.value = ''
        }}
      />
      <Button
        id={id}
        icon={<PaperClipOutlined aria-hidden="true" />}
        disabled={chosen.length >= MOST_FILES}
        onClick={() => input.current?.click()}
      >
        添加附件
      </Button>
      <span className="quiet files-hint">可拖入文件，或粘贴截图。图片、PDF、OFD、Office、录音、视频。</span>
      <ul className="file-list" aria-live="polite" aria-label="已添加的附件">
        {chosen.map((each) => (
          <Row key={each.key} each={each} remove={remove} retry={retry} {...(secret && { mark })} />
        ))}
      </ul>
    </div>
  )
}

interface RowProps {
  each: Chosen
  remove: (each: Chosen) => void
  retry: (each: Chosen) => void
  mark?: (each: Chosen, identifying: boolean) => Promise<void>
}

const Row = ({ each, remove, retry, mark }: RowProps) => (
  <li className="file-row">
    <Preview each={each} />
    <span className="file-name">
      {each.name} <span className="quiet">{sizeWords(each.size)}</span>
      {each.file && <span className="quiet"> · {SCANS[each.file.scan]}</span>}
      {each.trouble && <span className="file-trouble">{each.trouble}</span>}
      {!each.file && !each.trouble && (
        <Progress percent={Math.floor(each.share * 100)} size="small" aria-label={`${each.name}上传进度`} />
      )}
    </span>
    {mark && each.file && (
      <Checkbox checked={!each.file.identifying} onChange={({ target }) => void mark(each, !target.checked)}>
        不含身份信息，可转单位
      </Checkbox>
    )}
    {each.again && (
      <Button size="small" onClick={() => retry(each)}>
        重试
      </Button>
    )}
    <Button size="small" type="text" aria-label={`移除${each.name}`} onClick={() => remove(each)}>
      移除
    </Button>
  </li>
)

/** The whole form takes what is dropped or pasted, wherever the cursor stands. */
function useDropsAndPastes(box: React.RefObject<HTMLElement | null>, take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const taking = useRef(take)
  taking.current = take
  useEffect(() => {
    const form = box.current?.closest('form')
    if (!form) return
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (!files.length) return
      event.preventDefault()
      taking.current(files.map(named))
    }
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(event.type !== 'dragleave')
    }
    const drop = (event: DragEvent) => {
      drag(event)
      setOver(false)
      taking.current([...(event.dataTransfer?.files ?? [])])
    }
    const stop = new AbortController()
    const { signal } = stop
    form.addEventListener('paste', paste, { signal })
    form.addEventListener('drop', drop, { signal })
    form.addEventListener('dragover', drag, { signal })
    form.addEventListener('dragleave', drag, { signal })
    return () => stop.abort()
  }, [box])
  return over
}

/** A pasted screenshot has no name worth keeping. */
function named(file: File): File {
  if (!/^image\.\w+$/.test(file.name)) return file
  const at = new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).replace(/:/g, '.')
  return new File([file], `截图 ${at}${file.name.slice(5)}`, { type: file.type })
}
