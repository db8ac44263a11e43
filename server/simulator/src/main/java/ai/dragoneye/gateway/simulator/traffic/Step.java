package ai.dragoneye.gateway.simulator.traffic;

/** The five requests of a task's life, in the order a client sends them. */
public enum Step {
  BEGIN,
  UPLOAD,
  PREDICT,
  STATUS,
  RESULTS
}
