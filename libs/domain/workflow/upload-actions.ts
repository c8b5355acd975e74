import { NoInput } from '../inputs'
import { CorrectUploadInput, UploadRefusedInput } from '../inputs/upload'
import { onTicket } from './action-row'
import { correctUpload, resendUpload, uploaded, uploadFailed, uploadRefused } from './upload'

/** What happens to the answer on its way to the platform the demand came from. */
export const UPLOAD_ACTIONS = {
  correctUpload: onTicket({
    label: '修改答复后重传',
    by: 'ticket.review',
    from: ['closed'],
    needs: CorrectUploadInput,
    primary: true,
    still: ['merged', 'split'],
    when: ({ ticket }) => ticket.upload === 'refused' || ticket.upload === 'failed',
    do: (draft, input) => correctUpload(draft, input),
  }),
  resendUpload: onTicket({
    label: '重新上传',
    by: 'ticket.review',
    from: ['closed'],
    needs: NoInput,
    still: ['merged', 'split'],
    when: ({ ticket }) => ticket.upload === 'failed',
    do: (draft) => resendUpload(draft),
  }),
  uploaded: onTicket({
    label: '平台已接收',
    by: 'system',
    from: ['closed'],
    needs: NoInput,
    still: ['merged', 'split'],
    when: ({ ticket }) => ticket.upload === 'uploading',
    do: (draft) => uploaded(draft),
  }),
  uploadRefused: onTicket({
    label: '平台退回答复',
    by: 'system',
    from: ['closed'],
    needs: UploadRefusedInput,
    still: ['merged', 'split'],
    when: ({ ticket }) => ticket.upload === 'uploading' || ticket.upload === 'uploaded',
    do: (draft, input) => uploadRefused(draft, input),
  }),
  uploadFailed: onTicket({
    label: '上传失败',
    by: 'system',
    from: ['closed'],
    needs: NoInput,
    still: ['merged', 'split'],
    when: ({ ticket }) => ticket.upload === 'uploading',
    do: (draft) => uploadFailed(draft),
  }),
}
