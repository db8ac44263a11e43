package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.faults.Cell.Setup;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Describes a {@link Cell}. */
final class CellBuilder {
  private final Step phase;
  private final String fault;
  private final List<FaultBuilder> faults = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();
  private String lasting = "";
  private @Nullable Supplier<BrokenLine> line;
  private Media media = Media.SMALL;
  private UnaryOperator<SimulatorOptionsBuilder> options = UnaryOperator.identity();

  private CellBuilder(Step phase, String fault) {
    this.phase = phase;
    this.fault = fault;
  }

  static CellBuilder cell(Step phase, String fault) {
    return new CellBuilder(phase, fault);
  }

  /** The simulator's script, for one request. */
  CellBuilder once(UnaryOperator<FaultBuilder> script) {
    lasting = "once";
    faults.add(script.apply(Fault.at(phase)).times(1));
    return this;
  }

  CellBuilder twice(UnaryOperator<FaultBuilder> script) {
    lasting = "twice";
    faults.add(script.apply(Fault.at(phase)).times(2));
    return this;
  }

  CellBuilder forGood(UnaryOperator<FaultBuilder> script) {
    lasting = "for good";
    faults.add(script.apply(Fault.at(phase)).always());
    return this;
  }

  /** A script of the simulator that is about another step than the one that fails. */
  CellBuilder also(FaultBuilder script) {
    faults.add(script);
    return this;
  }

  CellBuilder line(String howLong, Supplier<BrokenLine> broken) {
    lasting = howLong;
    line = broken;
    return this;
  }

  CellBuilder simulating(String howLong, UnaryOperator<SimulatorOptionsBuilder> change) {
    lasting = howLong;
    options = change;
    return this;
  }

  CellBuilder setting(String name, String value) {
    settings.addAll(List.of(name, value));
    return this;
  }

  CellBuilder sending(Media kind) {
    media = kind;
    return this;
  }

  Cell gives(Expected expected) {
    return new Cell(
        phase, fault, lasting, new Setup(faults, line, media, settings, options), expected);
  }
}
