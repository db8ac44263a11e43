package ai.dragoneye.gateway.simulator.multipart;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the head of a part says.
 *
 * @param name the form field's name
 * @param fileName the file name, if the part is a file
 */
public record PartHeaders(String name, Optional<String> fileName) {
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([A-Za-z*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))");

  static PartHeaders parse(String block) {
    Map<String, String> fields = new HashMap<>();
    for (String line : block.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new MalformedMultipartException("a part has a header line without a name");
      }
      fields.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
    String disposition = fields.getOrDefault("content-disposition", "");
    if (!disposition.startsWith("form-data")) {
      throw new MalformedMultipartException("a part has no Content-Disposition: form-data");
    }
    return ofDisposition(disposition);
  }

  private static PartHeaders ofDisposition(String disposition) {
    Map<String, String> parameters = new HashMap<>();
    Matcher each = PARAMETER.matcher(disposition);
    while (each.find()) {
      String quoted = each.group(2);
      String value = quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : each.group(3);
      parameters.put(each.group(1).toLowerCase(Locale.ROOT), value);
    }
    String name = parameters.get("name");
    if (name == null) {
      throw new MalformedMultipartException("a part has no name");
    }
    return new PartHeaders(name, Optional.ofNullable(parameters.get("filename")));
  }
}
