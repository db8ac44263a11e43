package ai.dragoneye.gateway.simulator.multipart;

/** Is told of the parts of a body in their order, as their bytes arrive. */
public interface PartListener {

  /** A part begins. */
  void partBegins(PartHeaders headers);

  /** The next bytes of the part; the array is only valid during the call. */
  void partData(byte[] bytes, int offset, int length);

  /** The part is complete. */
  void partEnds();

  /** The closing boundary was seen. */
  void closed();
}
