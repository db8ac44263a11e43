package ai.dragoneye.gateway.upstream.results;

/** Names of which the page holds the place in a dictionary. */
final class DictionaryTexts implements TextDecoder {
  private final TextDictionary dictionary;
  private final DictionaryIds ids;

  DictionaryTexts(TextDictionary dictionary, DictionaryIds ids) {
    this.dictionary = dictionary;
    this.ids = ids;
  }

  @Override
  public void read(TextSlice slice) {
    // Names are few beside numbers: one at a time will do.
    dictionary.read(ids.read(1)[0], slice);
  }

  @Override
  public void skip(int count) {
    ids.skip(count);
  }
}
