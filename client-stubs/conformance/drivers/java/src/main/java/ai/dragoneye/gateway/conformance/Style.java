package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.DownloadedResults;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** A way to use the client. */
interface Style {
  /** What the call of a request gives, in the form of an answer; throws what the client throws. */
  JsonElement value(Call call) throws Exception;

  /** How a call that blocks this thread is cancelled, if that is how. */
  Optional<Runnable> cancellerFor(Thread thread);

  /** A status by the generated stub on the client's channel. */
  static JsonElement rawStatus(Call call) {
    GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId(call.task()).build();
    var stub = TaskServiceGrpc.newBlockingStub(call.client().channel());
    return Json.of(stub.getTask(request).getTask());
  }

  /** Downloads; there is no other way than to wait for it. */
  static JsonElement download(Call call) throws Exception {
    Path folder = Files.createTempDirectory("conformance");
    Path file = folder.resolve("results.zip");
    try {
      DownloadedResults told =
          call.client()
              .results()
              .download(call.task(), file, call.request().deadline().orElse(null));
      byte[] content = Files.readAllBytes(file);
      JsonObject value = new JsonObject();
      value.addProperty("size_bytes", Math.min(content.length, told.completion().getSizeBytes()));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      value.addProperty("sha256", HexFormat.of().formatHex(digest));
      return value;
    } finally {
      Files.deleteIfExists(file);
      // Nothing else may be left in it.
      Files.delete(folder);
    }
  }
}
