package ai.dragoneye.gateway.upstream.results;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the proto3 JSON of the fixtures to the last bit. Protobuf's own reader goes by way of
 * decimals, which have no -0.0.
 */
final class ProtoJson {
  private ProtoJson() {}

  @SuppressWarnings("unchecked") // a builder builds what it was made for
  static <T extends Message> T parse(String json, T prototype) {
    Message.Builder builder = prototype.newBuilderForType();
    merge(JsonMapper.shared().readTree(json), builder);
    return (T) builder.build();
  }

  private static void merge(JsonNode json, Message.Builder message) {
    for (String name : json.propertyNames()) {
      FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
      if (field == null) {
        throw new AssertionError(name);
      }
      if (field.isRepeated()) {
        json.get(name)
            .forEach(item -> message.addRepeatedField(field, value(item, field, message)));
      } else {
        message.setField(field, value(json.get(name), field, message));
      }
    }
  }

  private static Object value(JsonNode json, FieldDescriptor field, Message.Builder parent) {
    return switch (field.getJavaType()) {
      case STRING -> json.stringValue();
      case LONG -> Long.valueOf(json.stringValue());
      // What is no number is text: "NaN", "Infinity", as Java spells them too.
      case DOUBLE -> json.isString() ? Double.valueOf(json.stringValue()) : json.doubleValue();
      case MESSAGE -> {
        Message.Builder child = parent.newBuilderForField(field);
        merge(json, child);
        yield child.build();
      }
      default -> throw new AssertionError(field.getFullName());
    };
  }
}
