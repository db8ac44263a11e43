package ai.dragoneye.gateway.simulator;

import ai.dragoneye.gateway.simulator.api.AccessRules;
import ai.dragoneye.gateway.simulator.api.TaskRules;
import ai.dragoneye.gateway.simulator.api.UploadRules;

/**
 * Settings of a simulator. Immutable.
 *
 * @param ports where it listens
 * @param access who may call, with what
 * @param uploads how its object store takes media
 * @param tasks how its tasks live
 */
public record SimulatorOptions(
    Ports ports, AccessRules access, UploadRules uploads, TaskRules tasks) {

  /**
   * Where it listens.
   *
   * @param host the address of both ports
   * @param api the port of the API and the object store; 0 is any free one
   * @param control the port of fault scripting; 0 is any free one
   */
  public record Ports(String host, int api, int control) {}

  /** Any key, free ports on loopback, tasks that take a third of a second. */
  public static SimulatorOptions defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static SimulatorOptionsBuilder builder() {
    return new SimulatorOptionsBuilder();
  }
}
