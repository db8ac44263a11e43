package ai.dragoneye.gateway.upstream.results;

/**
 * How much of a result is decoded at most; what is downloaded at most has its own bound. What goes
 * over a bound fails with ResultsTooLarge, which names the bound, before the memory for it is
 * taken.
 *
 * @param members entries in the archive's directory
 * @param inflatedBytes size of a member that is deflated, and so is inflated into memory (stored
 *     ones are read in place)
 * @param footerBytes size of the footer of a parquet file
 * @param schemaElements columns and groups in the schema of a parquet file
 * @param schemaDepth nesting of the schema of a parquet file
 * @param pageBytes size of a page, compressed or not; a page of each column is in memory at a time
 * @param pageValues entries of a page, NULLs included; decoders allocate arrays by them
 * @param rows rows of a parquet file: objects, or frames
 * @param listElements elements in all lists of one object together
 * @param stringBytes size of a name in UTF-8
 */
public record DecodeBounds(
    int members,
    int inflatedBytes,
    int footerBytes,
    int schemaElements,
    int schemaDepth,
    int pageBytes,
    int pageValues,
    long rows,
    int listElements,
    int stringBytes) {

  /**
   * 64 members, 256 MiB inflated, footers of 16 MiB, 1,000 schema elements 32 deep, pages of 64 MiB
   * and 16 Mi entries, 10 million rows, 4 million list elements an object, names of 64 KiB.
   */
  public static final DecodeBounds DEFAULT =
      new DecodeBounds(
          64, 1 << 28, 1 << 24, 1_000, 32, 1 << 26, 1 << 24, 10_000_000, 4_000_000, 1 << 16);
}
