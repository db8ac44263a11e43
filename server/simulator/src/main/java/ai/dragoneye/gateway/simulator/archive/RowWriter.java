package ai.dragoneye.gateway.simulator.archive;

import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes the fields of one group in schema order; a field that is not written is NULL. */
final class RowWriter {
  private final RecordConsumer out;
  private int index;

  RowWriter(RecordConsumer out) {
    this.out = out;
  }

  RowWriter number(String name, long value) {
    return field(name, () -> out.addLong(value));
  }

  RowWriter real(String name, double value) {
    return field(name, () -> out.addDouble(value));
  }

  RowWriter text(String name, String value) {
    return field(name, () -> out.addBinary(Binary.fromString(value)));
  }

  /** A list of groups, each written by the given writer. */
  <T> RowWriter groups(String name, List<T> values, ElementWriter<T> element) {
    return list(
        name,
        values,
        value -> {
          out.startGroup();
          element.write(value, new RowWriter(out));
          out.endGroup();
        });
  }

  /** A list of doubles. */
  RowWriter reals(String name, List<Double> values) {
    return list(name, values, out::addDouble);
  }

  /** Writes the fields of one element. */
  interface ElementWriter<T> {
    void write(T value, RowWriter fields);
  }

  private <T> RowWriter list(String name, List<T> values, Consumer<T> element) {
    return field(
        name,
        () -> {
          out.startGroup();
          if (!values.isEmpty()) {
            out.startField("list", 0);
            values.forEach(value -> entry(() -> element.accept(value)));
            out.endField("list", 0);
          }
          out.endGroup();
        });
  }

  private void entry(Runnable element) {
    out.startGroup();
    out.startField("element", 0);
    element.run();
    out.endField("element", 0);
    out.endGroup();
  }

  private RowWriter field(String name, Runnable value) {
    out.startField(name, index);
    value.run();
    out.endField(name, index);
    index++;
    return this;
  }
}
