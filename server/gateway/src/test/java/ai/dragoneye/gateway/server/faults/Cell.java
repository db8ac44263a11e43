package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One fault in one phase, and what is to come of it.
 *
 * @param phase the step that fails
 * @param fault what goes wrong, for people
 * @param lasting how long, for people
 * @param setup how it is brought about
 * @param expected what the contract promises
 */
record Cell(Step phase, String fault, String lasting, Setup setup, Expected expected) {
  /**
   * How a fault is brought about.
   *
   * @param faults what the simulator does
   * @param line what the connections to it do, or null where they are left alone
   * @param media what is sent
   * @param settings of the gateway, name and value in turn
   * @param options of the simulator
   */
  record Setup(
      List<FaultBuilder> faults,
      @Nullable Supplier<BrokenLine> line,
      Media media,
      List<String> settings,
      UnaryOperator<SimulatorOptionsBuilder> options) {}

  @Override
  public String toString() {
    return phase + " " + fault + " " + lasting;
  }
}
