// One call with the client.
import { createHash, randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  fromJson,
  GetImageResultsResponseSchema,
  ImageDetectedObjectSchema,
  ImageHeaderSchema,
  ImagePredictionSchema,
  Phase,
  ResultCompletionSchema,
  ResultFilterSchema,
  ResultService,
  TaskSchema,
  TaskService,
  toJson,
  VideoDetectedObjectSchema,
  VideoFrameSchema,
  VideoHeaderSchema,
} from "@dragoneye/gateway";
import { mediaOf } from "./media.mjs";
import { errorOf } from "./values.mjs";

/** A request that this driver does not know. */
export class Unsupported extends Error {}

export class Call {
  #client;
  #request;
  #notes;
  #abort = new AbortController();
  #timer;
  #taskId;
  #phases = [];

  constructor(client, request, notes) {
    this.#client = client;
    this.#request = request;
    this.#notes = notes;
    if (request.cancel?.after_ms !== undefined) {
      this.#timer = setTimeout(() => this.#abort.abort(), request.cancel.after_ms);
    }
  }

  /** What the client said of the task. */
  get known() {
    return this.#taskId === undefined ? {} : { task_id: this.#taskId };
  }

  end() {
    clearTimeout(this.#timer);
  }

  get #options() {
    const { deadline_ms: deadlineMs, filter } = this.#request.options ?? {};
    return { signal: this.#abort.signal, deadlineMs, filter: filter === undefined ? undefined : fromJson(ResultFilterSchema, filter) };
  }

  get #readOptions() {
    return { ...this.#options, resumeToken: this.#request.options?.resume_token };
  }

  get #predictOptions() {
    const { frames_per_second: framesPerSecond, completion_timeout_ms: timeout, parameters } = this.#request.options ?? {};
    return {
      ...this.#options,
      framesPerSecond,
      timeoutSeconds: timeout === undefined ? undefined : timeout / 1000,
      parameters,
      onTask: (taskId) => this.#told(taskId),
      onProgress: ({ phase }) => this.#saw(`PHASE_${Phase[phase]}`),
    };
  }

  #told(taskId) {
    this.#taskId = taskId;
    if (this.#request.cancel?.on === "task") {
      this.#abort.abort();
    }
  }

  #saw(phase) {
    if (!this.#phases.includes(phase)) {
      this.#phases.push(phase);
    }
    const { on, phase: wanted = "" } = this.#request.cancel ?? {};
    const named = phase.slice("PHASE_".length);
    if (on === "phase" && [phase, named, `${named}ING`].includes(wanted)) {
      this.#abort.abort();
    }
  }

  value() {
    const { way, call } = this.#request;
    if (way === "raw_stub") {
      return this.#raw();
    }
    const make = way === undefined ? this.#calls[call] : undefined;
    if (make === undefined) {
      throw new Unsupported(way === undefined ? `call ${call}` : `way ${way}`);
    }
    return make();
  }

  #calls = {
    predict_image: async () =>
      toJson(ImagePredictionSchema, await this.#client.predictImage(await this.#media(), this.#model, this.#predictOptions)),
    predict_video: async () =>
      wholeVideo(await this.#client.predictVideo(await this.#media(), this.#model, this.#predictOptions)),
    stream_video_prediction: async () => {
      const stream = this.#client.streamVideoPrediction(await this.#media(), this.#model, this.#predictOptions);
      const value = await this.#collected(stream, "objects", VideoHeaderSchema, VideoDetectedObjectSchema);
      return { ...value, phases: this.#phases };
    },
    predict_images: () => this.#batch(),
    submit: async () => this.#task(await this.#client.submit(await this.#media(), this.#model, this.#predictOptions)),
    status: async () => toJson(TaskSchema, await this.#client.status(this.#of, this.#options)),
    watch: () => this.#watch(),
    wait_for: async () => toJson(TaskSchema, await this.#client.waitFor(this.#of, this.#options)),
    get_image_results: async () =>
      toJson(ImagePredictionSchema, await this.#client.getImageResults(this.#of, this.#options)),
    get_video_results: async () => wholeVideo(await this.#client.getVideoResults(this.#of, this.#options)),
    stream_image_results: () =>
      this.#collected(
        this.#client.streamImageResults(this.#of, this.#readOptions),
        "objects",
        ImageHeaderSchema,
        ImageDetectedObjectSchema,
      ),
    stream_video_results: () =>
      this.#collected(
        this.#client.streamVideoResults(this.#of, this.#readOptions),
        "objects",
        VideoHeaderSchema,
        VideoDetectedObjectSchema,
      ),
    stream_video_frames: () =>
      this.#collected(this.#client.streamVideoFrames(this.#of, this.#readOptions), "frames", VideoHeaderSchema, VideoFrameSchema),
    download: () => this.#download(),
  };

  get #model() {
    return this.#request.model;
  }

  get #of() {
    return this.#request.task_id;
  }

  #media() {
    return mediaOf(this.#request.media, this.#notes);
  }

  #task(task) {
    this.#taskId = task.taskId;
    return toJson(TaskSchema, task);
  }

  /** The items of an iteration, with the pauses, the cancelling and the leaving that are asked for. */
  async *#items(items) {
    const { pause_ms: pause, abandon_after: abandonAfter, cancel } = this.#request;
    let count = 0;
    for await (const item of items) {
      this.#notes.items = ++count;
      yield item;
      if (count === abandonAfter) {
        return;
      }
      if (cancel?.on === "item" && count === cancel.count) {
        this.#abort.abort();
      }
      if (pause !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  async #collected(stream, name, headerSchema, schema) {
    const elements = [];
    const indices = [];
    for await (const element of this.#items(stream)) {
      elements.push(toJson(schema, element));
      indices.push(Number(stream.place.index));
      this.#notes.resume_token = stream.place.resumeToken;
    }
    const completion = stream.completion && toJson(ResultCompletionSchema, stream.completion);
    return { header: toJson(headerSchema, await stream.header()), [name]: elements, completion, indices };
  }

  async #watch() {
    const tasks = [];
    for await (const task of this.#items(this.#client.watch(this.#of, this.#options))) {
      tasks.push(toJson(TaskSchema, task));
    }
    return { tasks };
  }

  async #batch() {
    const images = this.#request.images.map(({ image_id: id, media }) => ({ id, image: () => mediaOf(media, this.#notes) }));
    const results = {};
    for await (const result of this.#items(this.#client.predictImages(images, this.#model, this.#predictOptions))) {
      results[result.imageId] =
        result.error === undefined
          ? { prediction: toJson(ImagePredictionSchema, result.prediction) }
          : { error: errorOf(result.error) };
    }
    return { results };
  }

  async #download() {
    const file = join(tmpdir(), `conformance-${randomUUID()}.zip`);
    try {
      const { completion } = await this.#client.download(this.#of, file, this.#options);
      const sha256 = createHash("sha256").update(await readFile(file)).digest("hex");
      return { size_bytes: Number(completion.sizeBytes), sha256 };
    } finally {
      await rm(file, { force: true });
    }
  }

  /** The same by the generated methods. */
  async #raw() {
    const request = { taskId: this.#of };
    if (this.#request.call === "status") {
      const stub = this.#client.stub(TaskService);
      const { task } = await answered((callback) => stub.getTask(request, callback));
      return toJson(TaskSchema, task);
    }
    if (this.#request.call === "get_image_results") {
      const stub = this.#client.stub(ResultService);
      const response = await answered((callback) => stub.getImageResults(request, callback));
      return toJson(GetImageResultsResponseSchema, response).prediction;
    }
    throw new Unsupported(`way raw_stub of ${this.#request.call}`);
  }
}

function answered(call) {
  return new Promise((resolve, reject) => {
    call((failure, response) => (failure ? reject(failure) : resolve(response)));
  });
}

function wholeVideo({ header, objects }) {
  return {
    header: toJson(VideoHeaderSchema, header),
    objects: objects.map((object) => toJson(VideoDetectedObjectSchema, object)),
  };
}
