package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageDetectedObject;

/** Writes rows as objects detected in an image. The columns of time are not read at all. */
final class ImageEncoder implements ObjectEncoder {
  private static final int ID = Wire.varint(ImageDetectedObject.OBJECT_ID_FIELD_NUMBER);
  private static final int BBOX = Wire.delimited(ImageDetectedObject.BBOX_OBSERVATION_FIELD_NUMBER);

  private final RowPosition position;
  private final LongColumn objectId;
  private final ListColumns observations;
  private final BboxColumns bbox;
  private final ImageCategoryEncoder categories;

  ImageEncoder(TableColumns table) {
    position = table.position();
    StructFields root = table.root();
    objectId = root.longs("object_id");
    observations = root.list("bbox_observations");
    bbox = new BboxColumns(root.structsOf(observations), position);
    categories = new ImageCategoryEncoder(root);
  }

  @Override
  public void begin(PieceWriter piece) {
    piece.out().writeLong(ID, objectId.next());
    writeObservation(piece.out());
    categories.begin();
  }

  @Override
  public boolean write(PieceWriter piece) {
    return categories.write(piece);
  }

  @Override
  public int category() {
    return categories.category();
  }

  /** Attributes of images are not cut. */
  @Override
  public int attribute() {
    return -1;
  }

  /** The SDK takes the first of several, too; there is one. */
  private void writeObservation(WireBuffer out) {
    boolean found = false;
    boolean written = false;
    while (observations.next()) {
      int end = out.position();
      boolean hasBox = bbox.write(BBOX, out);
      if (found) {
        out.position(end);
      } else {
        found = true;
        written = hasBox;
      }
    }
    if (!found) {
      throw position.corrupt("column bbox_observations of an image has no element");
    }
    if (!written) {
      throw position.corrupt("column bbox_observations.normalized_bbox of an image is NULL");
    }
  }
}
