/** Events of result streams. */
export const ResultStreamParts = {
  header: (timestamps: bigint[] = [0n, 1n], last = true) => ({
    case: "header",
    value: { taskId: "t", framesPerSecond: 5, frameTimestampsMicroseconds: timestamps, last },
  }),
  object: (index: number, object: object, more: object = {}) => {
    const last = { last: true, resumeToken: `after ${String(index)}` };
    return { case: "object", value: { objectIndex: BigInt(index), object, ...last, ...more } };
  },
  completion: (read: number, sent = read) => ({
    case: "completion",
    value: { readCount: BigInt(read), sentCount: BigInt(sent) },
  }),
};
