package ai.dragoneye.gateway.simulator.multipart;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a multipart/form-data body into parts while it arrives, in a window of constant size.
 * Strict: no preamble, no epilogue but one line end, no transfer padding. Netty's own decoder keeps
 * whole parts in memory or in files, so it cannot be the receiving end of an upload of any size.
 * Not thread-safe.
 */
public final class MultipartParser {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?",
          Pattern.CASE_INSENSITIVE);
  private static final int WINDOW = 64 * 1024;
  private static final int MAX_HEADERS = 8 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};

  private enum State {
    FIRST_BOUNDARY,
    AFTER_BOUNDARY,
    HEADERS,
    DATA,
    EPILOGUE
  }

  private final PartListener listener;
  private final DelimiterSearch delimiter;
  private final DelimiterSearch headersEnd = new DelimiterSearch("\r\n\r\n");
  private final byte[] window = new byte[WINDOW];
  private State state = State.FIRST_BOUNDARY;
  private int from;
  private int to;

  /** A parser for a body with this boundary. */
  public MultipartParser(String boundary, PartListener listener) {
    this.listener = listener;
    this.delimiter = new DelimiterSearch("\r\n--" + boundary);
    // The first boundary has no line end before it; with one it is like all others.
    feedWindow(LINE_END);
  }

  /**
   * The boundary that a Content-Type names.
   *
   * @throws MalformedMultipartException when it is no multipart/form-data with a boundary
   */
  public static String boundaryOf(String contentType) {
    Matcher match = BOUNDARY.matcher(contentType.strip());
    if (!match.matches()) {
      throw new MalformedMultipartException(
          "Content-Type is not multipart/form-data with a boundary");
    }
    return match.group(1) != null ? match.group(1) : match.group(2);
  }

  /**
   * Takes the next bytes of the body; they are read from the buffer.
   *
   * @throws MalformedMultipartException when the body cannot be what it claims to be
   */
  public void feed(ByteBuf data) {
    while (data.isReadable()) {
      int length = Math.min(data.readableBytes(), WINDOW - to);
      data.readBytes(window, to, length);
      to += length;
      while (advance()) {}
      compact();
    }
  }

  /**
   * The body is over.
   *
   * @throws MalformedMultipartException when its closing boundary was not seen
   */
  public void finish() {
    if (state != State.EPILOGUE || to - from == 1) {
      throw new MalformedMultipartException("the body does not end with its closing boundary");
    }
  }

  private void feedWindow(byte[] bytes) {
    System.arraycopy(bytes, 0, window, to, bytes.length);
    to += bytes.length;
  }

  private void compact() {
    System.arraycopy(window, from, window, 0, to - from);
    to -= from;
    from = 0;
  }

  /** Takes one step; false when it needs more bytes. */
  private boolean advance() {
    return switch (state) {
      case FIRST_BOUNDARY -> firstBoundary();
      case AFTER_BOUNDARY -> afterBoundary();
      case HEADERS -> headers();
      case DATA -> data();
      case EPILOGUE -> epilogue();
    };
  }

  private boolean firstBoundary() {
    if (to - from < delimiter.length()) {
      return false;
    }
    if (delimiter.find(window, from, from + delimiter.length()) != from) {
      throw new MalformedMultipartException("the body does not start with its boundary");
    }
    from += delimiter.length();
    state = State.AFTER_BOUNDARY;
    return true;
  }

  private boolean afterBoundary() {
    if (to - from < 2) {
      return false;
    }
    if (window[from] == '-' && window[from + 1] == '-') {
      state = State.EPILOGUE;
    } else if (startsWithLineEnd()) {
      state = State.HEADERS;
    } else {
      throw new MalformedMultipartException("a boundary is followed by something else");
    }
    from += 2;
    if (state == State.EPILOGUE) {
      listener.closed();
    }
    return true;
  }

  private boolean startsWithLineEnd() {
    return window[from] == '\r' && window[from + 1] == '\n';
  }

  private boolean headers() {
    int end = headersEnd.find(window, from, to);
    if (end < 0) {
      if (to - from > MAX_HEADERS) {
        throw new MalformedMultipartException("the headers of a part are too long");
      }
      return false;
    }
    String block = new String(window, from, end - from, StandardCharsets.UTF_8);
    from = end + headersEnd.length();
    state = State.DATA;
    listener.partBegins(PartHeaders.parse(block));
    return true;
  }

  private boolean data() {
    int end = delimiter.find(window, from, to);
    int known = end >= 0 ? end : Math.max(from, to - delimiter.length() + 1);
    if (known > from) {
      listener.partData(window, from, known - from);
      from = known;
    }
    if (end < 0) {
      return false;
    }
    from += delimiter.length();
    state = State.AFTER_BOUNDARY;
    listener.partEnds();
    return true;
  }

  private boolean epilogue() {
    int length = to - from;
    if (length > 2 || (length == 2 && !startsWithLineEnd())) {
      throw new MalformedMultipartException("the body goes on after its closing boundary");
    }
    return false;
  }
}
