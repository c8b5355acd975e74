import { SCANS } from '#domain/files'
import type { FileView } from '#domain/views'
import { sizeWords } from '../words/size'
import { fullTime } from '../words/time'
import { FilePreview } from './file-preview'

/** What is attached, to look at and to take. */
export function FileList({ files, label = '附件' }: { files: readonly FileView[]; label?: string }) {
  if (!files.length) return null
  return (
    <ul className="file-list" aria-label={label}>
      {files.map((file) => (
        <li key={file.id} className="file-row">
          <FilePreview file={file} />
          <span className="file-name">
            {file.scan === 'refused' || file.scan === 'waiting' ? (
              file.name
            ) : (
              <a href={`/api/v1/files/${file.id}/content`} download={file.name}>
                {file.name}
              </a>
            )}
            <span className="quiet">
              {' '}
              {sizeWords(file.size)} · {file.by} · {fullTime(file.at)} ·{' '}
              <span className={file.scan === 'refused' ? 'file-trouble' : undefined}>{SCANS[file.scan]}</span>
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
