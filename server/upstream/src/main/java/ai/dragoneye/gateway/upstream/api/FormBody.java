package ai.dragoneye.gateway.upstream.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Form fields, for a body or a query. Fields of our own win over the caller's parameters of the
 * same name.
 */
final class FormBody {
  private final Map<String, String> fields = new LinkedHashMap<>();

  FormBody with(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
    return this;
  }

  FormBody withAll(Map<String, String> parameters) {
    parameters.forEach(fields::putIfAbsent);
    return this;
  }

  byte[] bytes() {
    return encoded().getBytes(StandardCharsets.US_ASCII);
  }

  String encoded() {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
