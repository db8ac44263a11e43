package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.v1.ResultCompletion;
import java.io.IOException;
import java.util.Optional;

/** A way to show a result as it arrives. */
interface ResultView<H, T> {
  void header(H header) throws IOException;

  void element(T element, Optional<String> resumeToken) throws IOException;

  /** Shows what was held back; the result may end here without being complete. */
  void flush() throws IOException;

  void completion(ResultCompletion counts) throws IOException;
}
