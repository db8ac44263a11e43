// What a user would write, to see that the types are usable; compiled against the installed package.
import {
  DragoneyeError,
  Dragoneye,
  Image,
  TaskService,
  toJsonString,
  VideoFrameSchema,
} from "@dragoneye/gateway";
import { type ImagePrediction, TaskState } from "@dragoneye/gateway/v1";

export async function use(client: Dragoneye): Promise<bigint[]> {
  const ids: bigint[] = [];
  const prediction: ImagePrediction = await client.predictImage(Image.fromPath("a.png"), "m", {
    timeoutSeconds: 3,
  });
  prediction.objects.forEach((object) => ids.push(object.objectId));
  const video: Dragoneye.Video = await Dragoneye.Video.fromFilePath("a.mp4", undefined);
  const frames = client.streamVideoFrames((await client.submit(video, "m")).taskId, {
    filter: { categoryNames: ["car"], timeRange: { timestampEndUsInclusive: 1n } },
  });
  for await (const frame of frames) {
    console.log(toJsonString(VideoFrameSchema, frame), frame.objects[0]?.observation?.bboxScore.toFixed(2));
  }
  for await (const result of client.predictImages([{ id: "a", image: Image.fromPath("a.png") }], "m")) {
    if (result.error === undefined) {
      ids.push(...result.prediction.objects.map((object) => object.objectId));
    } else if (result.error instanceof DragoneyeError) {
      console.log(result.error.predictSent, result.error.retryDelayMs?.toFixed());
    }
  }
  const states: TaskState[] = [];
  client
    .stub(TaskService)
    .watchTask({ taskId: "t" })
    .on("data", (change: { task: { state: TaskState } }) => {
      states.push(change.task.state);
    });
  const old = await client.classification.predictVideo(video, "m", 5);
  console.log(old.objects[0]?.bbox_observations[0]?.observation?.normalized_bbox[0]);
  return ids;
}
