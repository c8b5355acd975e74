import type { TicketView } from '#domain/views'
import { FileList } from './file-list'

/** The demand in the requester's words, and what was answered on the spot. */
export function TicketWords({ ticket }: { ticket: TicketView }) {
  return (
    <>
      {ticket.content === null ? (
        <p className="quiet">内容已密封，您的角色不能查看。</p>
      ) : (
        <p className="words">{ticket.content}</p>
      )}
      <FileList files={ticket.files.filter(({ assignmentId }) => !assignmentId)} label="诉求附件" />
      {ticket.answer && (
        <div className="reply">
          <h3>直接答复</h3>
          <p className="words">{ticket.answer}</p>
        </div>
      )}
    </>
  )
}
