package ai.dragoneye.gateway.upstream.results;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;

/** Bounds that differ from the default in one of them. */
final class Bounds {
  private Bounds() {}

  static DecodeBounds with(String bound, long value) {
    RecordComponent[] components = DecodeBounds.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components)
            .map(component -> component.getName().equals(bound) ? value : standard(component))
            .map(Number.class::cast)
            .toArray();
    for (int i = 0; i < values.length; i++) {
      Number number = (Number) values[i];
      values[i] = types[i] == int.class ? (Object) number.intValue() : (Object) number.longValue();
    }
    try {
      return DecodeBounds.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The key of a bound in the configuration. */
  static String key(String bound) {
    return "upstream.results.bounds." + bound.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Object standard(RecordComponent component) {
    try {
      return component.getAccessor().invoke(DecodeBounds.DEFAULT);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
