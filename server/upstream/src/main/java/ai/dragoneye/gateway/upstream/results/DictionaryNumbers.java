package ai.dragoneye.gateway.upstream.results;

/** Numbers of which the page holds the place in a dictionary. */
final class DictionaryNumbers implements NumberDecoder {
  private final long[] dictionary;
  private final DictionaryIds ids;

  DictionaryNumbers(long[] dictionary, DictionaryIds ids) {
    this.dictionary = dictionary;
    this.ids = ids;
  }

  @Override
  public void read(byte[] target, int count) {
    int[] places = ids.read(count);
    for (int i = 0; i < count; i++) {
      LittleEndian.putLong(target, i * Long.BYTES, dictionary[places[i]]);
    }
  }

  @Override
  public void skip(int count) {
    ids.skip(count);
  }
}
