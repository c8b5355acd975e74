import { Image } from 'antd'
import { useEffect, useState } from 'react'
import { FILE_GROUPS, FILE_KINDS } from '#domain/files'
import type { FileView } from '#domain/views'
import type { Chosen } from './use-files'

/** A picture small, and large on a click; anything else by its kind. */
export function Preview({ each }: { each: Chosen }) {
  const own = useOwnPicture(each)
  if (each.file) return <FilePreview file={each.file} />
  return own ? (
    <Image src={own} alt={each.name} width={44} height={44} className="file-picture" />
  ) : (
    <Kind words="文件" />
  )
}

export const FilePreview = ({ file }: { file: FileView }) =>
  file.shown && file.scan !== 'waiting' && file.scan !== 'refused' ? (
    <Image
      src={`/api/v1/files/${file.id}/content?shown=yes`}
      alt={file.name}
      width={44}
      height={44}
      className="file-picture"
    />
  ) : (
    <Kind words={FILE_GROUPS[FILE_KINDS[file.kind].group]} />
  )

const Kind = ({ words }: { words: string }) => (
  <span className="file-kind" aria-hidden="true">
    {words}
  </span>
)

/** What is still on its way, from this machine. */
function useOwnPicture({ source, trouble }: Chosen): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!source || trouble || !/^image\/(png|jpeg|gif|webp)$/.test(source.type)) return setUrl(null)
    const made = URL.createObjectURL(source)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [source, trouble])
  return url
}
