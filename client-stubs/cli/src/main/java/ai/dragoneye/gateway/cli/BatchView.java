package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.Numbered;
import ai.dragoneye.gateway.cli.view.PredictionTable;
import ai.dragoneye.gateway.cli.view.PrintableText;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictionError;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;

/** Shows what became of each image of a batch. */
record BatchView(Output out, boolean json) {
  void predicted(Path file, ImagePrediction prediction) throws IOException {
    if (json) {
      out.line(JsonLine.ofFile(file.toString(), "prediction", prediction));
      return;
    }
    out.line(
        PrintableText.line(
            "%s: %d objects, task %s"
                .formatted(file, prediction.getObjectsCount(), prediction.getTaskId())));
    if (prediction.getObjectsCount() > 0) {
      out.lines(new PredictionTable().lines(Numbered.all(prediction.getObjectsList())));
    }
    out.line("");
  }

  void failed(Path file, RuntimeException failure) throws IOException {
    if (json) {
      out.line(JsonLine.ofFile(file.toString(), "error", error(failure)));
      return;
    }
    out.line(PrintableText.line(file + ": failed: " + failure.getMessage()));
    out.line("");
  }

  private static PredictionError error(RuntimeException failure) {
    PredictionError.Builder error =
        PredictionError.newBuilder().setMessage(String.valueOf(failure.getMessage()));
    if (failure instanceof DragoneyeException call) {
      return error
          .setCode(call.code().value())
          .setReason(call.reason().orElse(""))
          .putAllMetadata(call.metadata())
          .build();
    }
    // Found out on this side: the image never left this machine.
    return error.setCode(Status.Code.INVALID_ARGUMENT.value()).build();
  }
}
