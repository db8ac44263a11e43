package ai.dragoneye.gateway.upstream.results;

/**
 * How much of a result is decoded at most, each bound for itself; what is downloaded at most, and
 * the memory of all readers together, have bounds of their own. What goes over one fails with
 * ResultsTooLarge, which names the bound and its key in the configuration, before the memory for it
 * is taken. server/docs/adr/0003-bounds-of-results.md says why each of them is what it is.
 *
 * @param members entries in the archive's directory
 * @param inflatedBytes size of a member that is deflated, and so is inflated into memory (stored
 *     ones are read in place)
 * @param inflatedRatio how many times its deflated size a member inflates to, where that is more
 *     than {@link #RATIO_FREE_BYTES}
 * @param footerBytes size of the footer of a parquet file
 * @param schemaElements columns and groups in the schema of a parquet file
 * @param schemaDepth nesting of the schema of a parquet file
 * @param pageBytes size of a page, compressed or not; a page of each column is in memory at a time
 * @param pageRatio how many times its compressed size a page decompresses to, where that is more
 *     than {@link #RATIO_FREE_BYTES}
 * @param pageValues entries of a page, NULLs included; decoders allocate arrays by them
 * @param dictionaryValues values of a dictionary, which stays in memory for a row group
 * @param rows rows of a parquet file: objects, or frames
 * @param listElements elements in all lists of one object together
 * @param objectBytes size of one object as it is sent, in however many pieces: names that stand in
 *     a file once may be in it a million times
 * @param stringBytes size of a name in UTF-8
 */
public record DecodeBounds(
    int members,
    int inflatedBytes,
    int inflatedRatio,
    int footerBytes,
    int schemaElements,
    int schemaDepth,
    int pageBytes,
    int pageRatio,
    int pageValues,
    int dictionaryValues,
    long rows,
    int listElements,
    int objectBytes,
    int stringBytes) {

  /** Up to here constant data may be as small as its codec makes it. */
  public static final int RATIO_FREE_BYTES = 1 << 20;

  /**
   * 64 members, 256 MiB inflated and 200 times as much as deflated, footers of 16 MiB, 1,000 schema
   * elements 32 deep, pages of 64 MiB, 10,000 times as much as compressed and 16 Mi entries,
   * dictionaries of 1 Mi values, 10 million rows, 4 million list elements and 256 MiB an object,
   * names of 64 KiB.
   */
  public static final DecodeBounds DEFAULT =
      new DecodeBounds(
          64,
          256 << 20,
          200,
          16 << 20,
          1_000,
          32,
          64 << 20,
          10_000,
          16 << 20,
          1 << 20,
          10_000_000,
          4_000_000,
          256 << 20,
          64 << 10);

  // Sizes and counts are multiplied by bytes an entry, or added up, in ints and in array lengths;
  // the schema is walked by recursion; the directory is read into memory.
  private static final int MOST_MEMBERS = 10_000;
  private static final int MOST_BYTES = 1 << 30;
  private static final int MOST_FOOTER_BYTES = 256 << 20;
  private static final int MOST_SCHEMA_ELEMENTS = 100_000;
  private static final int MOST_SCHEMA_DEPTH = 64;
  private static final int MOST_VALUES = 1 << 27;
  private static final int MOST_ROWS = 1 << 30;
  private static final int MOST_STRING_BYTES = 1 << 20;

  public DecodeBounds {
    require(members, MOST_MEMBERS, "members");
    require(inflatedBytes, MOST_BYTES, "inflated_bytes");
    require(inflatedRatio, Integer.MAX_VALUE, "inflated_ratio");
    require(footerBytes, MOST_FOOTER_BYTES, "footer_bytes");
    require(schemaElements, MOST_SCHEMA_ELEMENTS, "schema_elements");
    require(schemaDepth, MOST_SCHEMA_DEPTH, "schema_depth");
    require(pageBytes, MOST_BYTES, "page_bytes");
    require(pageRatio, Integer.MAX_VALUE, "page_ratio");
    require(pageValues, MOST_VALUES, "page_values");
    require(dictionaryValues, MOST_VALUES, "dictionary_values");
    require(rows, MOST_ROWS, "rows");
    require(listElements, MOST_VALUES, "list_elements");
    require(objectBytes, MOST_BYTES, "object_bytes");
    require(stringBytes, MOST_STRING_BYTES, "string_bytes");
  }

  private static void require(long value, long most, String key) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s must be from 1 to %d".formatted(key, most));
    }
  }
}
