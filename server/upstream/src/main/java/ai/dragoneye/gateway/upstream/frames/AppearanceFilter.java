package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Decides which appearances pass the conditions on categories: an object shows the same one in most
 * of its frames, so what was decided is remembered as far as there is room. For one thread.
 */
final class AppearanceFilter {
  /** Memory that it takes. */
  static final int BYTES = 32 << 10;

  private static final int PLACES = BYTES / Long.BYTES;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final ObjectFilter filter;
  private final AppearanceCache appearances;

  /** Where an appearance is, plus one, and whether it passes: zero knows nothing. */
  private final long[] decided = new long[PLACES];

  AppearanceFilter(ObjectFilter filter, AppearanceCache appearances) {
    this.filter = filter;
    this.appearances = appearances;
  }

  /**
   * Whether an appearance passes.
   *
   * @param memory what to look at it in
   */
  boolean passes(long place, MemoryShare memory) {
    int slot = (int) Long.remainderUnsigned((place * MIX) >>> 20, PLACES);
    if (decided[slot] >>> 1 != place + 1) {
      decided[slot] =
          ((place + 1) << 1) | (anyCategoryPasses(appearances.get(place, memory)) ? 1 : 0);
    }
    return (decided[slot] & 1) == 1;
  }

  private boolean anyCategoryPasses(Appearance appearance) {
    CodedInputStream in = CodedInputStream.newInstance(appearance.bytes());
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) != FrameObject.CATEGORIES_FIELD_NUMBER) {
          in.skipField(tag);
        } else if (categoryPasses(in)) {
          return true;
        }
      }
      return false;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private boolean categoryPasses(CodedInputStream in) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    long id = 0;
    String name = "";
    double score = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case ImageCategoryPrediction.CATEGORY_ID_FIELD_NUMBER -> id = in.readInt64();
        case ImageCategoryPrediction.NAME_FIELD_NUMBER -> name = in.readString();
        case ImageCategoryPrediction.SCORE_FIELD_NUMBER -> score = in.readDouble();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return filter.passesCategory(id, name, score);
  }
}
