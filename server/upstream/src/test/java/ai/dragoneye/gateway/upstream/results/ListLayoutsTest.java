package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Layouts of lists that pyarrow and polars do not write. Where elements cannot be NULL, levels are
 * the same with and without the inner layer, so that only the schema has to be another.
 */
class ListLayoutsTest {
  private static final List<VideoDetectedObject> EXPECTED =
      Decoding.videoObjects(Fixture.archive("arrow-required"));

  @ParameterizedTest
  @ValueSource(strings = {"array", "bag", "element", "list"})
  void shouldReadListsOfTwoLayers(String repeatedName) {
    byte[] archive =
        ParquetSurgery.on("arrow-required")
            .schema(schema -> dropInnerLayer(schema, repeatedName))
            .archive();
    assertThat(Decoding.videoObjects(archive)).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource({"list,item", "bag,array_element", "list,array", "array_of,element"})
  void shouldReadListsOfThreeLayersUnderAnyName(String repeatedName, String elementName) {
    byte[] archive =
        ParquetSurgery.on("arrow-snappy")
            .schema(schema -> rename(schema, repeatedName, elementName))
            .archive();
    assertThat(Decoding.videoObjects(archive))
        .isEqualTo(Decoding.videoObjects(Fixture.archive("arrow-snappy")));
  }

  @Test
  void shouldReadListsThatOnlyTheOldAnnotationMarks() {
    byte[] archive =
        ParquetSurgery.on("arrow-snappy")
            .footer(
                footer ->
                    footer
                        .getSchema()
                        .forEach(
                            element -> {
                              if (element.isSetLogicalType()
                                  && element.getLogicalType().isSetLIST()) {
                                element.unsetLogicalType();
                                element.setConverted_type(ConvertedType.LIST);
                              }
                            }))
            .archive();
    assertThat(Decoding.videoObjects(archive))
        .isEqualTo(Decoding.videoObjects(Fixture.archive("arrow-snappy")));
  }

  /**
   * pyarrow calls the layers "list" and "element", and nothing else in these files is called so.
   */
  private static void dropInnerLayer(List<SchemaElement> schema, String repeatedName) {
    schema.removeIf(element -> element.getName().equals("list"));
    for (SchemaElement element : schema) {
      if (element.getName().equals("element")) {
        element.setName(repeatedName).setRepetition_type(FieldRepetitionType.REPEATED);
      }
    }
  }

  private static void rename(List<SchemaElement> schema, String repeatedName, String elementName) {
    for (SchemaElement element : schema) {
      switch (element.getName()) {
        case "list" -> element.setName(repeatedName);
        case "element" -> element.setName(elementName);
        default -> {}
      }
    }
  }
}
