import { Text } from '../fields'

/** 答复上传: what people and the superior platform say of it. */

export class CorrectUploadInput {
  @Text('修改后的公开答复', 5, 2000) publicText: string
}

export class UploadRefusedInput {
  @Text('平台退回理由', 0, 500) reason: string
}
