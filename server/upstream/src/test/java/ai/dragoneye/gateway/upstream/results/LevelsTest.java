package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A level that the schema does not have is no level. */
class LevelsTest {
  private static final int HIGHEST = 2;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldReadLevelsOfTheSchema(int level) {
    assertThat(runOf(level).read(5)).startsWith(level, level, level, level, level);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 127, 128, 255})
  void shouldRefuseLevelsThatTheSchemaDoesNotHave(int level) {
    Levels levels = runOf(level);
    assertThatThrownBy(() -> levels.read(5))
        .isInstanceOf(ParquetDecodingException.class)
        .hasMessage("a level is over 2");
  }

  private static Levels runOf(int level) {
    SchemaNode.Leaf leaf =
        new SchemaNode.Leaf(
            "ids", FieldRepetitionType.OPTIONAL, null, 0, List.of("ids"), Type.INT64, 0);
    Levels levels =
        Levels.ofDefinition(
            new LeafColumn("ids", leaf, 0, HIGHEST), new ReaderMemory(Decoding.memory(), "ids"));
    byte[] page = new byte[2 + Scratch.SLACK];
    page[0] = 5 << 1;
    page[1] = (byte) level;
    levels.openBare(page, 0, 2);
    return levels;
  }
}
